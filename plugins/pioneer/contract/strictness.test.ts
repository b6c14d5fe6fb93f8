import { z } from 'zod';
import { endpoints } from './endpoints';

/** Any key with any value, as JSON Schema says it; it is also what it means when nothing is said. */
const ANYTHING = ['true', '{}'];

/** Where a schema of requests lets an object hold keys that it does not name. */
function looseIn(schema: z.ZodType): string[] {
  return walk(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), '');
}

function walk(part: unknown, path: string): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const { type, additionalProperties = true } = part as Readonly<Record<string, unknown>>;
  const isLoose = type === 'object' && ANYTHING.includes(JSON.stringify(additionalProperties));
  const below = Object.entries(part).flatMap(([key, inner]) => walk(inner, `${path}/${key}`));
  return isLoose ? [path, ...below] : below;
}

it('no request may hold a key that is not named, at any depth', () => {
  const loose = Object.entries(endpoints).flatMap(([name, { params, query, body }]) =>
    Object.entries({ params, query, body }).flatMap(([part, schema]) =>
      looseIn(schema).map((path) => `${name}: ${part}${path}`),
    ),
  );

  expect(loose).toEqual([]);
});

it('an object that may hold any is found', () => {
  expect(looseIn(z.object({ a: z.array(z.looseObject({})) }))).toEqual(['', '/properties/a/items']);
});

const WRITTEN_OTHERWISE = [['a', 'b'], [], { $ne: 'a' }, { 0: 'a' }];

it('no parameter of an address may be given twice, or as a list or an object', () => {
  const taken = Object.entries(endpoints).flatMap(([name, { query }]) =>
    parametersOf(query).flatMap((key) =>
      WRITTEN_OTHERWISE.filter((value) => takes(query, key, value)).map(
        (value) => `${name}: ${key}=${JSON.stringify(value)}`,
      ),
    ),
  );

  expect(taken).toEqual([]);
});

function parametersOf(query: z.ZodType): string[] {
  const { properties = {} } = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' });
  return Object.keys(properties);
}

/** Whether a value is nothing to complain of, whatever else is missing. */
function takes(query: z.ZodType, key: string, value: unknown): boolean {
  const { error } = query.safeParse({ [key]: value });
  return error === undefined || !error.issues.some(({ path }) => path[0] === key);
}

it('a parameter that takes a list is found', () => {
  const query = z.object({ some: z.union([z.string(), z.array(z.string())]), one: z.string() });

  expect([takes(query, 'some', ['a', 'b']), takes(query, 'one', ['a', 'b'])]).toEqual([
    true,
    false,
  ]);
});
