import type { Project } from './find-project';
import { API, placeComponent, projectTypes, type ProjectType } from './project-types';

/** A file to be written, by its path below the project. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

/** Everything that the types consist of, in the project's language. */
export function projectFiles(
  language: Project['language'],
  prefix: string | undefined,
): readonly ProjectFile[] {
  return [
    ...projectTypes(prefix).flatMap((type) => filesOf(type, language)),
    { path: `src/components/${API}/place.json`, text: jsonOf(placeComponent) },
  ];
}

function filesOf(type: ProjectType, language: Project['language']): ProjectFile[] {
  const name = type.info.singularName;
  const uid = `api::${API}.${name}`;
  const file = (folder: string, call: string) => ({
    path: `src/api/${API}/${folder}/${name}.${language}`,
    text: moduleOf(language, call),
  });
  return [
    { path: `src/api/${API}/content-types/${name}/schema.json`, text: jsonOf(type) },
    file('controllers', `createCoreController('${uid}')`),
    // Reading only: editors write in the admin panel, rules write through the plugin.
    file('routes', `createCoreRouter('${uid}', { only: ['find', 'findOne'] })`),
    file('services', `createCoreService('${uid}')`),
  ];
}

function moduleOf(language: Project['language'], call: string): string {
  if (language === 'js') {
    return `'use strict';\n\nconst { factories } = require('@strapi/strapi');\n\nmodule.exports = factories.${call};\n`;
  }
  return `import { factories } from '@strapi/strapi';\n\nexport default factories.${call};\n`;
}

function jsonOf(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
