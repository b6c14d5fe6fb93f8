import fc from 'fast-check';
import { generateSync } from 'json-schema-faker';
import { endpoints, pathPrefixOf, type EndpointName } from 'strapi-plugin-pioneer/contract';
import { registerAdministrator } from '../../support/administrator';
import { NAUGHTY } from '../../support/nasty-texts';
import { judgeOf, type Judge } from '../../support/openapi';
import { startServer, type TestServer } from '../../support/server';
import { townAt, type Town } from '../../support/town';
import { buildClaim, type Work } from '../../support/work';

/** The same requests every time, unless RANDOM_REQUESTS_SEED asks for others. */
const SEED = Number(process.env.RANDOM_REQUESTS_SEED ?? 20_261_001);
const RUNS = Number(process.env.RANDOM_REQUESTS_RUNS ?? 6);

/** An import may bring thousands of rows, whose texts would take most of the time here to be drawn. */
const MAX_ITEMS = 20;

/** What an id may not be, or a text may. */
const ODD_VALUES: readonly unknown[] = [
  ...NAUGHTY,
  ...['\0', '\ud800', '\u202e', 'ﬁ', 'e\u0301', ''],
  ...[null, true, [], {}, -1, 0.5, 2 ** 31, 2 ** 53, 1e300],
];

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: object;
}

interface Operation {
  readonly parameters: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: object }>> };
}

/** Of which the parts refer to `components`. */
interface Served {
  readonly components: object;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

let server: TestServer;
let town: Town;
let served: Served;
let judge: Judge;
let work: Work;
// A town of their own: some of these requests move the clock or erase whoever sends them.
beforeAll(async () => {
  server = await startServer({ env: { PIONEER_JOBS: 'off' } });
  town = townAt(server, await registerAdministrator(server));
  const { text } = await town.send({ path: '/api/pioneer/openapi.json' });
  served = JSON.parse(text, shorten) as Served;
  judge = await judgeOf(town);
  work = await buildClaim(town, { state: 'submitted' });
});
afterAll(async () => {
  await server.stop();
  await town.leave();
});

function shorten(key: string, value: unknown): unknown {
  return key === 'maxItems' ? Math.min(Number(value), MAX_ITEMS) : value;
}

const READERS = {
  'a visitor': () => null,
  'a member': () => work.claimant.token,
  'an administrator': () => town.administratorToken,
} as const;

/** A request that the document allows, with one value in an odd place when it is spoilt. */
const drawn = fc.record({
  seed: fc.nat(),
  spoilt: fc.option(fc.record({ at: fc.nat(), value: fc.constantFrom(...ODD_VALUES) })),
});

type Draw = typeof drawn extends fc.Arbitrary<infer One> ? One : never;

function requestFor(name: EndpointName, { seed, spoilt }: Draw) {
  const { method, access, path } = endpoints[name];
  const template = pathPrefixOf(access) + path.replaceAll(/:(\w+)/g, '{$1}');
  const operation = served.paths[template]?.[method.toLowerCase()];
  if (operation === undefined) throw new Error(`the document lacks ${name}`);
  const from = (schema: object) => withIds(generateSync(closed(schema), { seed }), seed);
  const parameters = operation.parameters.filter((one): one is Parameter => 'in' in one);
  const input = {
    path: drawAll('path', parameters, from),
    query: drawAll('query', parameters, from),
    body: Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => from(schema))[0],
  };
  if (spoilt !== null) spoil(input, spoilt.at, spoilt.value);
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, key: string) => encode(input.path[key]));
  const query = Object.entries(input.query).map(([key, value]) => `${key}=${encode(value)}`);
  return {
    method,
    path: query.length === 0 ? filled : `${filled}?${query.join('&')}`,
    ...(method === 'GET' ? {} : { raw: JSON.stringify(input.body ?? {}) }),
  };
}

/** The schema with the components that it refers to: the generator copies all that it is given. */
function closed(schema: object) {
  const isOpen = JSON.stringify(schema).includes('"$ref"');
  return { ...schema, ...(isOpen && { components: served.components }) };
}

function drawAll(
  place: string,
  parameters: readonly Parameter[],
  from: (schema: object) => unknown,
): Record<string, unknown> {
  const found = parameters.filter((parameter) => parameter.in === place);
  return Object.fromEntries(found.map(({ name, schema }) => [name, from(schema)]));
}

/** Ids that the generator made up belong to nothing; most become ids of something. */
function withIds(value: unknown, seed: number): unknown {
  const ids = [work.claim.id, work.opening.id, work.opening.organisation.id, work.claimant.id];
  const text = JSON.stringify(value);
  if (text === undefined) return value;
  return JSON.parse(text.replaceAll(/"[a-z0-9]{24}"/g, () => `"${ids[seed % ids.length]}"`));
}

/** Puts a value in the place of one that is somewhere in the input. */
function spoil(input: object, at: number, value: unknown): void {
  const places: [holder: Record<string, unknown>, key: string][] = [];
  const open: unknown[] = [input];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const holder = next as Record<string, unknown>;
    for (const key of Object.keys(holder)) {
      if (holder !== input || key === 'body') places.push([holder, key]);
      open.push(holder[key]);
    }
  }
  const [holder, key] = places[at % places.length] ?? [];
  if (holder !== undefined && key !== undefined) holder[key] = value;
}

/** In an address, half a character becomes what no decoder reads. */
function encode(value: unknown): string {
  const text = typeof value === 'string' ? value : String(JSON.stringify(value));
  try {
    return encodeURIComponent(text) || 'empty';
  } catch {
    return '%ed%a0%80';
  }
}

/** Whoever is erased is nobody afterwards, so that comes last. */
const erases = (name: EndpointName) => Number(name.endsWith('.erase'));
const NAMES = (Object.keys(endpoints) as EndpointName[]).sort((a, b) => erases(a) - erases(b));

describe(`random requests (seed ${SEED})`, () => {
  it.each(NAMES)('%s answers as the document says, whoever asks', async (name) => {
    for (const [reader, token] of Object.entries(READERS)) {
      const answers = fc.asyncProperty(drawn, async (draw) => {
        const request = requestFor(name, draw);
        const answer = await town.send({ ...request, token: token() });
        const told = `${reader}: ${request.method} ${request.path} ${request.raw ?? ''}`;
        expect([told, answer.status]).toEqual([told, Math.min(answer.status, 499)]);
        if (answer.status === 200 && endpoints[name].givesFile) return;
        expect([told, judge(name, answer)]).toEqual([told, []]);
      });
      await fc.assert(answers, { seed: SEED, numRuns: RUNS, endOnFailure: true });
    }
  });
});
