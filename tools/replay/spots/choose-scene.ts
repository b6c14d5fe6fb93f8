import type { Source } from '../options';
import type { Scene } from '../run-replay';
import { inventTown } from './invent-town';
import { organisationTreeOf } from './organisation-codes';
import { selectSpots } from './select-spots';

/** What a town of the file's size has; a part of the file has as small a part of them. */
const MEMBERS = 5000;
const ROWS = 5197;

/** Reads or invents what is to be played. Throws `UnusableRequest` when the file cannot be used. */
export async function chooseScene(source: Source, seed: number): Promise<Scene> {
  if (source.kind === 'town') {
    return { ...inventTown(source.scale, seed), reports: [], isTown: true };
  }
  const { spots, reports } = await selectSpots({ ...source, seed });
  const members = Math.round((MEMBERS * Math.min(spots.length, ROWS)) / ROWS);
  return { spots, tree: organisationTreeOf(spots), members, reports, isTown: false };
}
