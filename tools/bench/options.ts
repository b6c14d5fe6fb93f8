import { parseArgs } from 'node:util';
import { z } from 'zod';

/** What a bench may be told; each looks at what concerns it. */
export interface BenchOptions {
  /** How often each side is measured, by turns. */
  readonly rounds: number;
  /** How long one measurement takes, where it goes by time. */
  readonly seconds: number;
  /** Makes the town of a bench smaller, for a try. */
  readonly scale: number;
}

const schema = z.object({
  rounds: z.coerce.number().int().min(1).max(20).default(3),
  seconds: z.coerce.number().int().min(1).max(600).default(10),
  scale: z.coerce.number().positive().max(1).default(1),
});

/** What was typed makes no sense; the message says why. */
export class UnusableOptions extends Error {}

/** Reads the command line. Throws `UnusableOptions` that names every option that is off. */
export function parseBenchOptions(args: readonly string[]): {
  readonly names: readonly string[];
  readonly options: BenchOptions;
} {
  const { values, positionals } = readArguments(args);
  const parsed = schema.safeParse(values);
  if (parsed.success) return { names: positionals, options: parsed.data };
  const problems = parsed.error.issues.map(
    ({ path, message }) => `--${path.join('.')}: ${message}`,
  );
  throw new UnusableOptions(problems.join('\n'));
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        rounds: { type: 'string' },
        seconds: { type: 'string' },
        scale: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UnusableOptions((error as Error).message, { cause: error });
  }
}
