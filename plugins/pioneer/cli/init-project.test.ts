import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { initProject } from './init-project';
import { projectTypes } from './project-types';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pioneer-init-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, content: string | object): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  writeFileSync(join(folder, path), text);
}

function read(path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

/** Every file with its text. */
function everything(): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true });
  return Object.fromEntries(
    files
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => {
        const file = join(parentPath, name);
        return [file, readFileSync(file, 'utf8')];
      }),
  );
}

const DEPENDENCIES = {
  '@strapi/strapi': '5.54.0',
  '@strapi/plugin-users-permissions': '5.54.0',
  'strapi-plugin-pioneer': '0.1.0',
};

/** A Strapi project as far as `init` looks at it. */
function project(
  options: { readonly version?: string; readonly without?: keyof typeof DEPENDENCIES } = {},
): void {
  const { version = '5.54.0', without } = options;
  const { [without ?? '']: _left, ...dependencies } = DEPENDENCIES as Record<string, string>;
  write('package.json', { name: 'town', dependencies });
  write('node_modules/@strapi/strapi/package.json', { name: '@strapi/strapi', version });
}

function init(prefix?: string): string {
  return initProject(folder, { prefix }).join('\n');
}

/** The refusal by name, after which every file is as it was. */
function refusalOf(prefix?: string): string {
  const before = everything();
  let message = 'none';
  try {
    init(prefix);
  } catch (error) {
    message = (error as Error).message;
  }
  expect(everything()).toEqual(before);
  return message;
}

const SCHEMA = 'src/api/pioneer/content-types/task/schema.json';

describe('a project that has nothing of the plugin', () => {
  it.each([
    ['js', [], /^'use strict';\n\nconst \{ factories \} = require/],
    ['ts', ['tsconfig.json'], /^import \{ factories \} from '@strapi\/strapi'/],
  ])('gets its types with controllers, routes and services in .%s', (language, extra, start) => {
    project();
    for (const path of extra) write(path, '{}');
    init();

    for (const { info } of projectTypes(undefined)) {
      const name = info.singularName;
      expect(JSON.parse(read(`src/api/pioneer/content-types/${name}/schema.json`))).toMatchObject({
        pluginOptions: { pioneer: { part: name } },
      });
      for (const place of ['controllers', 'routes', 'services']) {
        expect(read(`src/api/pioneer/${place}/${name}.${language}`)).toMatch(start);
      }
    }
    expect(read('src/components/pioneer/place.json')).toContain('latitude');
  });

  it('gets a secret beside those that are there, for its owner alone', () => {
    project();
    write('.env', 'JWT_SECRET=abc');
    init();

    expect(read('.env')).toMatch(/^JWT_SECRET=abc\nPIONEER_SECRET=\S{44}\n$/);
    expect(statSync(join(folder, '.env')).mode & 0o077).toBe(0);
  });

  it('gets config/plugins where there is none', () => {
    project();
    init();

    expect(read('config/plugins.js')).toMatch(/^module\.exports = [^]*jwtManagement: 'refresh'/);
  });

  it('has its photos left alone by git', () => {
    project();
    write('.gitignore', 'node_modules');
    init();

    expect(read('.gitignore')).toBe('node_modules\n.data/\n');
  });
});

describe('what is there', () => {
  it('stays when it is run again', () => {
    project();
    init();
    const before = everything();
    const said = init();

    expect(everything()).toEqual(before);
    expect(said).toContain('PIONEER_SECRET is there, left as it is');
    expect(said).toContain(`${SCHEMA} 已经是 task`);
  });

  it('stays in config/plugins, and what to add is said', () => {
    project();
    write('config/plugins.js', 'module.exports = () => ({ other: { enabled: true } });\n');
    const said = init();

    expect(read('config/plugins.js')).toBe(
      'module.exports = () => ({ other: { enabled: true } });\n',
    );
    expect(said).toMatch(/add this to it[^]+jwtManagement: 'refresh'/);
  });

  it('counts as the task of the project when it says so', () => {
    project();
    write('src/api/job/content-types/job/schema.json', {
      collectionName: 'jobs',
      info: { singularName: 'job', pluralName: 'jobs' },
      pluginOptions: { pioneer: { part: 'task' } },
    });
    init();

    expect(existsSync(join(folder, 'src/api/pioneer'))).toBe(false);
  });

  it('does not keep a type of the same name from having another with a prefix', () => {
    project();
    write('src/api/task/content-types/task/schema.json', {
      collectionName: 'tasks',
      info: { singularName: 'task', pluralName: 'tasks' },
    });
    expect(refusalOf()).toMatch(/^NAMES_TAKEN: .*task \(src.api.task.*--prefix civic/);
    init('civic');

    const path = 'src/api/pioneer/content-types/civic-task/schema.json';
    expect(JSON.parse(read(path))).toMatchObject({
      collectionName: 'civic_tasks',
      info: { singularName: 'civic-task', pluralName: 'civic-tasks' },
      attributes: { drive: { target: 'api::pioneer.civic-drive' } },
    });
  });
});

describe('a refusal leaves every file as it was', () => {
  it('in a folder without package.json', () => {
    expect(refusalOf()).toMatch(/^NO_PROJECT: /);
  });

  it('in a project of something else', () => {
    write('package.json', { dependencies: { express: '5' } });
    expect(refusalOf()).toMatch(/^NO_PROJECT: /);
  });

  it('when package.json is no JSON', () => {
    write('package.json', '{');
    expect(refusalOf()).toMatch(/^PACKAGE_UNREADABLE: /);
  });

  it('when Strapi is not installed yet', () => {
    write('package.json', { dependencies: DEPENDENCIES });
    expect(refusalOf()).toMatch(/^STRAPI_NOT_INSTALLED: /);
  });

  it.each(['4.25.1', '5.53.9', '6.0.0', '5.54.0-beta.1'])('with Strapi %s', (version) => {
    project({ version });
    expect(refusalOf()).toMatch(/^STRAPI_UNSUPPORTED: .*\^5\.54\.0/);
  });

  it('without users-permissions', () => {
    project({ without: '@strapi/plugin-users-permissions' });
    expect(refusalOf()).toMatch(/^USERS_PERMISSIONS_MISSING: /);
  });

  it('without the plugin in package.json, which Strapi loads it by', () => {
    project({ without: 'strapi-plugin-pioneer' });
    expect(refusalOf()).toMatch(/^PLUGIN_NOT_INSTALLED: /);
  });

  it.each(['Civic', '-civic', 'civic-', 'a--b', '1a', '../x', ''])('with prefix "%s"', (prefix) => {
    project();
    expect(refusalOf(prefix)).toMatch(/^PREFIX_UNFIT: /);
  });

  it('when a file that it would write says something else', () => {
    project();
    write('src/api/pioneer/controllers/task.js', 'module.exports = {};\n');
    expect(refusalOf()).toMatch(/^FILES_EXIST: .*controllers.task\.js/);
  });

  it('when a schema cannot be read', () => {
    project();
    write('src/api/job/content-types/job/schema.json', '{ "kind": ');
    expect(refusalOf()).toMatch(/^SCHEMA_UNREADABLE: .*job/);
  });
});
