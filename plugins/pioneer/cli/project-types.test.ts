import { readFileSync } from 'node:fs';
import { projectTypes, type ProjectType } from './project-types';

/** The type of this project that plays the same part. */
function ourTypeOf({ pluginOptions }: ProjectType): ProjectType {
  const { part } = pluginOptions.pioneer;
  const path = `src/api/${part}/content-types/${part}/schema.json`;
  return JSON.parse(readFileSync(path, 'utf8')) as ProjectType;
}

it.each(projectTypes(undefined).map((type) => [type.info.singularName, type] as const))(
  'a %s of another project has no attribute that ours has differently',
  (_name, type) => {
    const ours = ourTypeOf(type).attributes;
    // Ours relate to each other and hold a place by names of their own.
    const text = JSON.stringify(type.attributes)
      .replace(/api::pioneer\.(\w+)/g, 'api::$1.$1')
      .replaceAll('pioneer.place', 'civic.place');
    const attributes = JSON.parse(text) as ProjectType['attributes'];

    for (const [name, attribute] of Object.entries(attributes)) {
      expect([name, attribute]).toEqual([name, ours[name]]);
    }
  },
);
