import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { runFolder } from '../support/run-folder';

/** How a command ended, and all that it said. */
function run(
  script: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly code: unknown; readonly said: string }> {
  return new Promise((done) => {
    const options = { env: { ...process.env, ...env } };
    execFile(process.execPath, [script, ...args], options, (error, stdout, stderr) =>
      done({ code: error?.code ?? 0, said: stdout + stderr }),
    );
  });
}

/** What a registry says of a package of which it knows one version. */
function packageAt(url: string): object {
  const [name, version] = [decodeURIComponent(url.slice(1)), '0.0.1'];
  return { name, 'dist-tags': { latest: version }, versions: { [version]: { name, version } } };
}

describe('the audit of dependencies', () => {
  let registry: Server;
  let answer: { readonly status: number; readonly body: unknown };

  beforeAll(async () => {
    registry = createServer(({ method, url = '' }, response) => {
      const { status, body } = method === 'POST' ? answer : { status: 200, body: packageAt(url) };
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((listening) => registry.listen(0, '127.0.0.1', listening));
  });
  afterAll(() => void registry.close());

  const audit = () => {
    const { port } = registry.address() as AddressInfo;
    return run('tools/audit.mjs', [], { npm_config_registry: `http://127.0.0.1:${port}/` });
  };

  it('is content when nobody knows of a hole', async () => {
    answer = { status: 200, body: {} };

    expect((await audit()).code).toBe(0);
  });

  it('names what has one', async () => {
    const advisory = { id: 1, title: 'x', severity: 'high', vulnerable_versions: '*', url: '' };
    answer = { status: 200, body: { knex: [advisory] } };
    const { code, said } = await audit();

    expect(code).toBe(1);
    expect(said).toMatch(/^high: knex /m);
  });

  it('says that nothing was audited when the registry does not answer', async () => {
    answer = { status: 405, body: {} };
    const { code, said } = await audit();

    expect(code).toBe(1);
    expect(said).toMatch(/^Nothing was audited: .*405/);
  });
});

describe('the check of licences', () => {
  /** A project with one dependency under a licence. */
  function projectWith(license: string): string {
    const folder = mkdtempSync(join(runFolder(), 'licences-'));
    const dependency = join(folder, 'node_modules', 'borrowed');
    mkdirSync(dependency, { recursive: true });
    const write = (where: string, content: object) =>
      writeFileSync(join(where, 'package.json'), JSON.stringify({ version: '1.0.0', ...content }));
    write(folder, { name: 'town', private: true, dependencies: { borrowed: '1.0.0' } });
    write(dependency, { name: 'borrowed', license });
    return folder;
  }

  it.each([
    ['MIT', 0],
    ['(MIT OR GPL-3.0-or-later)', 0],
    ['GPL-3.0-or-later', 1],
    ['MIT AND GPL-3.0-or-later', 1],
    ['SEE LICENSE IN LICENSE.txt', 1],
  ])('of a package under %s ends with %i', async (license, code) => {
    expect((await run('tools/licences.mjs', [projectWith(license)])).code).toBe(code);
  });
});
