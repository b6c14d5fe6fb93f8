import { parseArgs } from 'node:util';
import type { Knex } from 'knex';
import { z } from 'zod';
import { UnusableRequest } from '../replay/options';

export const FAULTS = [
  'kill-node',
  'stop-node',
  'kill-postgres',
  'stop-postgres',
  'drop-connections',
  'disk-full',
  'store-away',
  'clock',
  'skew',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface TortureOptions {
  readonly minutes: number;
  readonly seed: number;
  readonly faults: readonly Fault[];
  readonly nodes: number;
}

/** All that a run is told. */
export interface TortureRequest extends TortureOptions {
  /** For everything that the run leaves while it runs. */
  readonly folder: string;
  /** Where violations are kept. */
  readonly keepIn: string;
  readonly say: (line: string) => void;
  /** Harms the town once it is founded, behind the back of every rule: a run must notice. */
  readonly plant?: (db: Knex) => Promise<unknown>;
}

const USAGE = `npm run torture -- --minutes N [--seed S] [--faults LIST] [--nodes N]

  --minutes  how long people work, 0.1 to 600
  --seed     whole number that decides who does what and which faults come (default: 1)
  --faults   none, or any of ${FAULTS.join(',')}
             (default: all of them)
  --nodes    servers on the one database, 2 to 4 (default: 2)`;

const optionsSchema = z.object({
  minutes: z.coerce.number({ error: 'is not a number' }).min(0.1).max(600),
  seed: z.coerce
    .number({ error: 'is not a number' })
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
  faults: z
    .string()
    .default(FAULTS.join(','))
    .transform((list) => (list === 'none' ? [] : list.split(',')))
    .pipe(z.array(z.enum(FAULTS, { error: `is not one of none,${FAULTS.join(',')}` }))),
  nodes: z.coerce.number({ error: 'is not a number' }).int().min(2).max(4).default(2),
});

/** Reads the command line. Throws `UnusableRequest` that names every option that is off. */
export function parseOptions(args: readonly string[]): TortureOptions {
  const parsed = optionsSchema.safeParse(readArguments(args));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `--${String(path[0])}: ${message}`,
  );
  throw new UnusableRequest(`${problems.join('\n')}\n\n${USAGE}`);
}

function readArguments(args: readonly string[]): Record<string, string | undefined> {
  const option = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { minutes: option, seed: option, faults: option, nodes: option },
    }).values;
  } catch (error) {
    throw new UnusableRequest(`${(error as Error).message}\n\n${USAGE}`, { cause: error });
  }
}
