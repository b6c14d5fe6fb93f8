import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { runFolder } from '../../support/run-folder';
import { closureOf, PLUGIN_FOLDER } from './closure';

/** What every new Strapi project depends on. */
export const STOCK_PACKAGES = [
  '@strapi/plugin-users-permissions',
  '@strapi/strapi',
  'better-sqlite3',
  'react',
  'react-dom',
  'react-router-dom',
  'styled-components',
];
const PLUGIN = 'strapi-plugin-pioneer';

export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** A Strapi project outside of this one. */
export interface BareApplication {
  readonly folder: string;
  readonly databaseFile: string;
  /** The same at every start, so that whoever knows its address still does. */
  readonly port: number;
  /** The plugin's command, run as people do it. */
  pioneer(...args: readonly string[]): Outcome;
  /** A program of node_modules, by its file there. */
  run(program: string, ...args: readonly string[]): Outcome;
  read(path: string): string;
  write(path: string, text: string): void;
  rename(path: string, to: string): void;
  remove(): void;
}

/**
 * A Strapi project as `create-strapi` makes it, with a content type of its own, in which the packed
 * plugin is installed. Its node_modules holds what npm would install for its package.json and
 * nothing else: no package of this project is near enough to be found by accident, so whatever the
 * plugin imports has to be declared. The files are hard links to those that are installed here,
 * in the locked versions, so it takes seconds and no network.
 */
export async function makeBareApplication(language: 'js' | 'ts' = 'js'): Promise<BareApplication> {
  const folder = mkdtempSync(join(tmpdir(), 'pioneer-bare-'));
  const write = (path: string, text: string) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    // Never through a hard link, into what is installed here.
    rmSync(file, { force: true });
    writeFileSync(file, text);
  };
  for (const [path, text] of Object.entries(stockFiles(language))) write(path, text);
  installClosure(folder);
  installPlugin(folder);
  return {
    folder,
    databaseFile: join(folder, '.tmp', 'data.db'),
    port: await findFreePort(),
    pioneer: (...args) => runIn(folder, 'npx', ['--no', PLUGIN, ...args]),
    run: (program, ...args) =>
      runIn(folder, process.execPath, [join(folder, 'node_modules', program), ...args]),
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    write,
    rename: (path, to) => renameSync(join(folder, path), join(folder, to)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function installClosure(folder: string): void {
  // The plugin stands where the project has linked it; its own files come out of the package.
  const packages = [...closureOf([...STOCK_PACKAGES, PLUGIN])].filter(
    (path) => path !== PLUGIN_FOLDER,
  );
  for (const path of packages) {
    const place = path.replace(PLUGIN_FOLDER, `node_modules/${PLUGIN}`);
    // What is for other machines is locked and not installed.
    if (existsSync(path)) linkFiles(path, join(folder, place));
  }
  linkCommand(folder, 'strapi', '../@strapi/strapi/bin/strapi.js');
}

/** Hard links, so that Node sees files of this folder; copies where that is another disk. */
function linkFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFiles(source, target);
    else if (entry.isFile()) linkFile(source, target);
  }
}

function linkFile(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EXDEV') throw error;
    copyFileSync(source, target, constants.COPYFILE_FICLONE);
  }
}

/** What `npm install strapi-plugin-pioneer-….tgz` does, without asking a registry for the rest. */
function installPlugin(folder: string): void {
  const place = join(folder, 'node_modules', PLUGIN);
  mkdirSync(place, { recursive: true });
  execFileSync('tar', ['-xzf', packedPlugin(), '--strip-components=1', '-C', place]);
  const { bin } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8')) as {
    bin: Readonly<Record<string, string>>;
  };
  for (const [name, path] of Object.entries(bin)) {
    linkCommand(folder, name, join('..', PLUGIN, path));
  }
}

function linkCommand(folder: string, name: string, target: string): void {
  mkdirSync(join(folder, 'node_modules', '.bin'), { recursive: true });
  symlinkSync(target, join(folder, 'node_modules', '.bin', name));
}

let packed: string | null = null;

/** The plugin as it would be published, packed once for all applications. */
export function packedPlugin(): string {
  return (packed ??= pack());
}

function pack(): string {
  const folder = mkdtempSync(join(runFolder(), 'pack-'));
  const args = ['pack', '--silent', '--pack-destination', folder];
  const name = execFileSync('npm', args, { cwd: PLUGIN_FOLDER, encoding: 'utf8' }).trim();
  return join(folder, name);
}

function runIn(folder: string, command: string, args: readonly string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    env: bareEnv(),
    encoding: 'utf8',
  });
  return { code: status, output: stdout + stderr };
}

/** The environment without anything that this project's tests or npm have put into it. */
export function bareEnv(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, NODE_ENV: 'production', STRAPI_TELEMETRY_DISABLED: 'true' };
}

export interface BareServer {
  readonly url: string;
  output(): string;
  /** SIGTERM, and the end of the process. */
  stop(): Promise<void>;
}

/** Runs `strapi start` in the application until it answers. Throws what it printed when it ends. */
export async function startBareApplication({ folder, port }: BareApplication): Promise<BareServer> {
  const url = `http://127.0.0.1:${port}`;
  const strapi = resolve(folder, 'node_modules/@strapi/strapi/bin/strapi.js');
  const child = spawn(process.execPath, [strapi, 'start'], {
    cwd: folder,
    env: { ...bareEnv(), HOST: '127.0.0.1', PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  let hasEnded = false;
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  void ended.then(() => (hasEnded = true));
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  while (!(await answers(url))) {
    if (hasEnded) throw new Error(output);
  }
  return {
    url,
    output: () => output,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      process.off('exit', endWithUs);
    },
  };
}

const PATIENCE_MS = 100;

async function answers(url: string): Promise<boolean> {
  await new Promise((done) => setTimeout(done, PATIENCE_MS));
  const answer = await fetch(`${url}/_health`).catch(() => null);
  return answer?.status === 204;
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

/** What `create-strapi` writes, as far as it matters, and an article of the application's own. */
function stockFiles(language: 'js' | 'ts'): Readonly<Record<string, string>> {
  const secret = () => randomBytes(24).toString('base64');
  const given = language === 'ts' ? 'export default' : 'module.exports =';
  const config = (text: string) => `${given} ({ env }) => (${text});\n`;
  const own = Object.fromEntries(
    Object.entries({
      controllers: 'createCoreController',
      routes: 'createCoreRouter',
      services: 'createCoreService',
    }).map(([place, call]) => [
      `src/api/article/${place}/article.${language}`,
      language === 'ts'
        ? `import { factories } from '@strapi/strapi';\n\nexport default factories.${call}('api::article.article');\n`
        : `const { factories } = require('@strapi/strapi');\n\nmodule.exports = factories.${call}('api::article.article');\n`,
    ]),
  );
  return {
    'package.json': jsonOf({
      name: 'bare-application',
      private: true,
      version: '0.1.0',
      dependencies: Object.fromEntries([...STOCK_PACKAGES, PLUGIN].map((name) => [name, '*'])),
    }),
    '.env': [
      `APP_KEYS=${secret()},${secret()}`,
      ...['API_TOKEN_SALT', 'ADMIN_JWT_SECRET', 'TRANSFER_TOKEN_SALT', 'JWT_SECRET'].map(
        (name) => `${name}=${secret()}`,
      ),
      `ENCRYPTION_KEY=${secret()}`,
    ].join('\n'),
    '.gitignore': 'node_modules/\n.env\n',
    [`config/admin.${language}`]: config(`{
  auth: { secret: env('ADMIN_JWT_SECRET') },
  apiToken: { salt: env('API_TOKEN_SALT') },
  transfer: { token: { salt: env('TRANSFER_TOKEN_SALT') } },
  secrets: { encryptionKey: env('ENCRYPTION_KEY') },
}`),
    [`config/api.${language}`]: config(
      `{ rest: { defaultLimit: 25, maxLimit: 100, withCount: true } }`,
    ),
    [`config/database.${language}`]: config(`{
  connection: {
    client: 'sqlite',
    connection: { filename: require('path').join(__dirname, ${language === 'ts' ? `'..', ` : ''}'..', '.tmp', 'data.db') },
    useNullAsDefault: true,
  },
}`),
    [`config/middlewares.${language}`]: `${given} [
  'strapi::logger',
  'strapi::errors',
  'strapi::security',
  'strapi::cors',
  'strapi::poweredBy',
  'strapi::query',
  'strapi::body',
  'strapi::session',
  'strapi::favicon',
  'strapi::public',
];\n`,
    [`config/plugins.${language}`]: config('{}'),
    [`config/server.${language}`]: config(`{
  host: env('HOST', '0.0.0.0'),
  port: env.int('PORT', 1337),
  app: { keys: env.array('APP_KEYS') },
}`),
    [`src/index.${language}`]: `${given} { register() {}, bootstrap() {} };\n`,
    'src/api/article/content-types/article/schema.json': jsonOf({
      kind: 'collectionType',
      collectionName: 'articles',
      info: { singularName: 'article', pluralName: 'articles', displayName: 'Article' },
      options: { draftAndPublish: true },
      pluginOptions: {},
      attributes: { title: { type: 'string' } },
    }),
    ...own,
    ...(language === 'ts' && { 'tsconfig.json': STOCK_TSCONFIG }),
    'public/robots.txt': 'User-agent: *\n',
    'public/uploads/.gitkeep': '',
    'favicon.png': '',
    'database/migrations/.gitkeep': '',
  };
}

/** As create-strapi writes it. */
const STOCK_TSCONFIG = `{
  "compilerOptions": {
    "module": "CommonJS",
    "moduleResolution": "Node",
    "lib": ["ES2020"],
    "target": "ES2019",
    "strict": false,
    "skipLibCheck": true,
    "forceConsistentCasingInFileNames": true,
    "incremental": true,
    "esModuleInterop": true,
    "resolveJsonModule": true,
    "noEmitOnError": true,
    "noImplicitThis": true,
    "outDir": "dist",
    "rootDir": "."
  },
  "include": ["./", "./**/*.ts", "./**/*.js", "src/**/*.json"],
  "exclude": ["node_modules/", "build/", "dist/", ".cache/", ".tmp/", "src/admin/", "**/*.test.*", "src/plugins/**"]
}
`;

function jsonOf(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
