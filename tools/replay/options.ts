import { parseArgs } from 'node:util';
import { z } from 'zod';

export const DATABASES = ['sqlite', 'postgres'] as const;

export interface ReplayOptions {
  readonly spots: string;
  /** Rows to take; all of them when it is missing. */
  readonly limit: number | undefined;
  readonly contenders: number;
  readonly seed: number;
  readonly database: (typeof DATABASES)[number];
  readonly keep: boolean;
}

export const USAGE = `npm run replay -- --spots FILE [--limit N] [--contenders K] [--seed S] [--database sqlite|postgres] [--keep]

  --spots       CSV of service requests: key, opened_at, closed_at, district, neighborhood, …
  --limit       a seeded sample of N rows (default: every row)
  --contenders  members who race for each opening, 2 to 20 (default: 4)
  --seed        whole number that decides sample, people and what they do (default: 1)
  --database    where the server keeps its data (default: sqlite)
  --keep        leave the database behind and say where it is`;

/** What was asked for cannot be done; the message says why. */
export class UnusableRequest extends Error {
  override readonly name = 'UnusableRequest';
}

const wholeNumber = (least: number, most: number) =>
  z.coerce.number({ error: 'is not a number' }).int('is not a whole number').min(least).max(most);

const optionsSchema = z.object({
  spots: z.string({ error: 'is missing' }).min(1),
  limit: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional(),
  contenders: wholeNumber(2, 20).default(4),
  seed: wholeNumber(0, 2 ** 31 - 1).default(1),
  database: z.enum(DATABASES).default('sqlite'),
  keep: z.boolean().default(false),
});

/** Reads the command line. Throws `UnusableRequest` that names every option that is off. */
export function parseOptions(args: readonly string[]): ReplayOptions {
  const parsed = optionsSchema.safeParse(readArguments(args));
  if (parsed.success) return { ...parsed.data, limit: parsed.data.limit };
  const problems = parsed.error.issues.map(
    ({ path, message }) => `--${path.join('.')}: ${message}`,
  );
  throw new UnusableRequest(`${problems.join('\n')}\n\n${USAGE}`);
}

function readArguments(args: readonly string[]): Record<string, string | boolean | undefined> {
  try {
    return parseArgs({
      args: [...args],
      options: {
        spots: { type: 'string' },
        limit: { type: 'string' },
        contenders: { type: 'string' },
        seed: { type: 'string' },
        database: { type: 'string' },
        keep: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UnusableRequest(`${(error as Error).message}\n\n${USAGE}`, { cause: error });
  }
}
