import { createRandom } from '../random';
import { readSpots, type RowReport } from './read-spots';
import { sampleSpots } from './sample-spots';
import type { Spot } from './spot';

export interface SelectedSpots {
  readonly spots: readonly Spot[];
  /** Rows of the whole file that somebody should look at. */
  readonly reports: readonly RowReport[];
}

/** Reads the file and takes a sample of it when there is a limit. */
export async function selectSpots(options: {
  file: string;
  limit: number | undefined;
  seed: number;
}): Promise<SelectedSpots> {
  const { spots, reports } = await readSpots(options.file);
  if (options.limit === undefined) return { spots, reports };
  return { spots: sampleSpots(spots, options.limit, createRandom(options.seed)), reports };
}

/** How people read what is wrong with a row. */
export function describeReport({ line, reason, used }: RowReport): string {
  return `line ${line}: ${reason}; ${used ? 'used all the same' : 'left out'}`;
}
