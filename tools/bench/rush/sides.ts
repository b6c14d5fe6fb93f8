import { isEqual } from 'lodash';
import type { NaiveTown } from '../naive/open-naive-town';
import type { Stage } from '../stage';
import { openCommunities, settleMembers } from '../town/settle';
import { playRush, type Rush } from './play-rush';

/** As many people want as many places, within as long. */
export const MEMBERS = 1000;
export const PLACES = 100;
export const ARRIVALS_MS = 2000;

/** Who wants places how often; each time those of an opening that nobody has claimed yet. */
export interface Crowd {
  readonly members: number;
  readonly places: number;
  readonly rushes: number;
}

/** Where they want them. */
export interface Side {
  readonly name: string;
  /** Everybody wants one, as many come within so long. */
  play(arrivalsMs: number): Promise<Outcome>;
}

/** How a rush went, and whether what was answered is so. */
export interface Outcome extends Rush {
  readonly unproved: readonly string[];
}

/** Our nodes: everybody has a place or is told that there is none left, and the database says the same. */
export async function settleOurs(
  stage: Stage,
  { members: howMany, places, rushes }: Crowd,
): Promise<Side> {
  const members = await settleMembers(stage, { members: howMany });
  const openings = await openCommunities(stage, { communities: rushes, slots: places });
  const urls = stage.nodes.map(({ url }) => url);
  return {
    name: 'ours',
    async play(arrivalsMs) {
      const opening = openings.shift();
      if (opening === undefined) throw new Error(`All ${rushes} openings have been claimed.`);
      const { id, termsId } = opening;
      const path = `/api/pioneer/openings/${id}/claims`;
      const all = members.map(({ token }) => {
        return { method: 'POST' as const, path, token, body: { termsId } };
      });
      const rush = await playRush(urls, all, arrivalsMs);
      const claims = await stage
        .db('pioneer_claims')
        .where({ opening_id: id })
        .whereNotNull('live_key');
      const found = { claims: claims.length, ...rush.told };
      const expected = { claims: places, OK: places, OPENING_FULL: howMany - places };
      return { ...rush, unproved: differences(`opening ${id}`, found, expected) };
    },
  };
}

/**
 * A Strapi that gives more places than there are: each has a claim. Nothing promises the others an
 * answer; on a slow machine some get 500.
 */
export function settleNaive(town: NaiveTown, { members, places }: Crowd): Side {
  return {
    name: 'naive',
    async play(arrivalsMs) {
      const [opening = ''] = await town.open(1, places);
      const all = Array.from({ length: members }, (_, turn) => town.ask(turn, opening));
      const before = await town.countClaims();
      const rush = await playRush(town.urls, all, arrivalsMs);
      const claims = (await town.countClaims()) - before;
      const { OK = 0 } = rush.told;
      return { ...rush, unproved: differences(opening, { claims, OK }, { claims: OK, OK }) };
    },
  };
}

function differences(
  what: string,
  found: Readonly<Record<string, number>>,
  expected: Readonly<Record<string, number>>,
): string[] {
  if (isEqual(found, expected)) return [];
  return [`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`];
}
