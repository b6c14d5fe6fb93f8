import { parseArgs } from 'node:util';
import { z } from 'zod';

export const DATABASES = ['sqlite', 'postgres'] as const;

/** What is played: rows of a file, or the town of the mission. */
export type Source =
  | {
      readonly kind: 'spots';
      readonly file: string;
      /** Rows to take; all of them when it is missing. */
      readonly limit: number | undefined;
    }
  | { readonly kind: 'town'; readonly scale: number };

export interface ReplayOptions {
  readonly source: Source;
  readonly contenders: number;
  readonly seed: number;
  readonly database: (typeof DATABASES)[number];
  readonly keep: boolean;
}

export const USAGE = `npm run replay -- --spots FILE [--limit N] [OPTIONS]
npm run replay -- --town [--scale N] [OPTIONS]

OPTIONS are [--contenders K] [--seed S] [--database sqlite|postgres] [--keep]

  --spots       CSV of service requests: key, opened_at, closed_at, district, neighborhood, …
  --limit       a seeded sample of N rows (default: every row)
  --town        a town of 27 communities, 245 cooperatives, 5,000 members and 3,292 spots
  --scale       makes it smaller: 0.1 is a tenth of everything (default: 1)
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
  spots: z.string().min(1).optional(),
  town: z.boolean().default(false),
  scale: z.coerce.number({ error: 'is not a number' }).positive().max(1).default(1),
  limit: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional(),
  contenders: wholeNumber(2, 20).default(4),
  seed: wholeNumber(0, 2 ** 31 - 1).default(1),
  database: z.enum(DATABASES).default('sqlite'),
  keep: z.boolean().default(false),
});

/** Reads the command line. Throws `UnusableRequest` that names every option that is off. */
export function parseOptions(args: readonly string[]): ReplayOptions {
  const parsed = optionsSchema.safeParse(readArguments(args));
  if (parsed.success) {
    const { spots, limit, town, scale, ...rest } = parsed.data;
    if (town && spots === undefined) return { ...rest, source: { kind: 'town', scale } };
    if (!town && spots !== undefined) {
      return { ...rest, source: { kind: 'spots', file: spots, limit } };
    }
    throw new UnusableRequest(`Say either --spots or --town.\n\n${USAGE}`);
  }
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
        town: { type: 'boolean' },
        scale: { type: 'string' },
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
