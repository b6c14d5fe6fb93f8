import { drive, succeeded } from '../load/drive';
import type { Side } from '../load/take-turns';
import type { Stage } from '../stage';
import { openNaiveTown } from './open-naive-town';

/** Each opening has more slots than are asked for, or few. */
const OPENINGS = 200;
const MANY_SLOTS = 1_000_000;
const FEW_SLOTS = 100;
/** Who wants one of the few. */
const WANTING = 400;

/** A Strapi that counts before it creates, as a side of a comparison. */
export interface Naive extends Side {
  /** How many more claims it gives than there are slots, when many want them at once. */
  oversell(): Promise<number>;
  close(): Promise<void>;
}

/** Starts it on a database of its own, with members and openings in it. */
export async function startNaive(
  stage: Stage,
  { connections, amount }: { readonly connections: number; readonly amount: number },
): Promise<Naive> {
  const town = await openNaiveTown(stage);
  const [url = ''] = town.urls;
  let turn = 0;
  const askFor = (openings: readonly string[]) => () => {
    turn += 1;
    return town.ask(turn, openings[turn % openings.length] ?? '');
  };
  const next = askFor(await town.open(OPENINGS, MANY_SLOTS));
  return {
    name: 'naive',
    measure: () => drive({ url, connections, amount, next }),
    count: town.countClaims,
    async oversell() {
      const wanted = { amount: WANTING, next: askFor(await town.open(1, FEW_SLOTS)) };
      return succeeded(await drive({ url, connections, ...wanted })) - FEW_SLOTS;
    },
    close: town.close,
  };
}
