import {
  calendarRowSchema,
  endpoints,
  householdRowSchema,
  memberRowSchema,
  organisationRowSchema,
  postRowSchema,
  spotRowSchema,
} from 'strapi-plugin-pioneer/contract';
import { z } from 'zod';
import { NASTY, NAUGHTY } from '../support/nasty-texts';

/** Imports parse their rows one by one, so the endpoints say nothing of them. */
const ROWS = {
  'calendar.import': calendarRowSchema,
  'households.import': householdRowSchema,
  'members.import': memberRowSchema,
  'organisations.import': organisationRowSchema,
  'posts.import': postRowSchema,
  'spots.import': spotRowSchema,
};

/** Hashed, or compared with what is there, which has no such text: never kept as they came. */
const NOT_KEPT =
  /^(session|me)\.\w+\.(code|number|password)$|\.uid$|\.(scores|selfCheck|answers)\{key\}$|\.answers\{\}\[\]$/;

const TEXTS = [...NAUGHTY, ...Object.values(NASTY), 'e\u0301', 'e\u0323\u0302'];

/** More than any text may have. */
const ENDLESS = '长'.repeat(1_000_001);

/** What zod's definitions hold that leads on to other schemas. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly options?: readonly z.ZodType[];
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly in?: z.ZodType;
}

interface Text {
  readonly path: string;
  readonly schema: z.ZodType;
}

/** Every text within a schema, with what is done to it before and after it is looked at. */
function textsIn(schema: z.ZodType, path: string): Text[] {
  const definition: Definition = schema.def;
  if (takesText(definition)) return [{ path, schema }];
  const { shape = {}, options = [], element, innerType, keyType, valueType } = definition;
  const parts: [part: z.ZodType | undefined, path: string][] = [
    ...Object.entries(shape).map(([key, part]): [z.ZodType, string] => [part, `${path}.${key}`]),
    ...options.map((part): [z.ZodType, string] => [part, path]),
    [element, `${path}[]`],
    [innerType, path],
    [keyType, `${path}{key}`],
    [valueType, `${path}{}`],
    [definition.in, path],
  ];
  return parts.flatMap(([part, name]) => (part === undefined ? [] : textsIn(part, name)));
}

/** A text is often followed by what makes another one of it. */
function takesText({ type, in: first }: Definition): boolean {
  return type === 'string' || (first !== undefined && takesText(first.def));
}

const BODIES: Text[] = [
  ...Object.entries(endpoints).flatMap(([name, { body }]) => textsIn(body, name)),
  ...Object.entries(ROWS).flatMap(([name, row]) => textsIn(row, `${name}.rows[]`)),
];
const KEPT = BODIES.filter(({ path }) => !NOT_KEPT.test(path));

/** Which of our promises a text breaks that a schema lets through; null when it keeps them all. */
function breachOf(schema: z.ZodType, sent: string): string | null {
  const { data: kept } = schema.safeParse(sent);
  if (typeof kept !== 'string') return null;
  if (/\0|[\uD800-\uDFFF]/u.test(kept)) return 'cannot be stored';
  if (kept !== kept.normalize('NFC').trim()) return 'is not what it looks like';
  return schema.safeParse(kept).data === kept ? null : 'cannot be sent again as it is';
}

it.each(KEPT)('$path keeps no text that a database or a reader stumbles over', ({ schema }) => {
  const breaches = TEXTS.map((text) => [text, breachOf(schema, text)]);
  expect(breaches.filter(([, breach]) => breach !== null)).toEqual([]);
});

it.each(BODIES)('$path has a limit', ({ schema }) => {
  expect(schema.safeParse(ENDLESS).success).toBe(false);
});

it('a text that nobody looks at is found, wherever it is', () => {
  const schema = z.strictObject({
    a: z.array(z.union([z.number(), z.string().trim()])).optional(),
  });
  const [found, ...others] = textsIn(schema, 'body');

  expect([found?.path, others]).toEqual(['body.a[]', []]);
  const breaches = ['\0', '\ud800', 'e\u0301', 'a'].map((text) => breachOf(z.string(), text));
  const STORED = 'cannot be stored';
  expect(breaches).toEqual([STORED, STORED, 'is not what it looks like', null]);
  expect(
    breachOf(
      z.string().transform((text) => `${text}!`),
      'a',
    ),
  ).toMatch(/sent again/);
});
