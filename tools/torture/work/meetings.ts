import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { GivenCommand } from 'strapi-plugin-pioneer/contract';
import type { Random } from '../../replay/random';
import type { Actor } from '../town/found-town';
import { requestOf } from './give-command';
import { sendOnce, type Request, type Stage } from './stage';

/**
 * The worst order does not come by luck: requests are let run into a lock that is held until all of
 * them wait for it, or for as long as whoever is broken just now keeps them from it.
 */
const PATIENCE_MS = 1000;
const LOOK_AGAIN_MS = 10;

export type Meeting = (stage: Stage, random: Random) => Promise<void>;

interface Party {
  readonly actor: Actor;
  readonly request: Request<unknown>;
  /** Parties under one key are one request that is sent several times. */
  readonly key?: string;
}

/** Everybody wants the last slot. */
export const lastSlot: Meeting = async (stage, random) => {
  const open = stage.openings.filter(({ mode }) => mode === 'open').slice(-4);
  if (open.length === 0) return;
  const { id, termsId } = random.pick(open);
  const actors = random.shuffled(stage.town.claimants).slice(0, 6);
  const parties = actors.map((actor): Party => {
    const request: Request<unknown> = {
      op: 'claim',
      about: { openingId: id },
      make: (call, idempotencyKey) =>
        call('openings.claim', { params: { id }, body: { termsId, wait: true }, idempotencyKey }),
    };
    return { actor, request };
  });
  await meet(stage, 'pioneer_openings', id, parties);
};

/** Two evaluators decide at once, or one of them in two ways. */
export const twoVerdicts: Meeting = async (stage, random) => {
  const claim = await findClaim(stage, random, 'submitted');
  if (claim === null) return;
  const commands: GivenCommand[] = ['accept', 'return', 'accept', 'reject'];
  // Whose turn it is not is refused, which is worth seeing too.
  const parties = stage.town.evaluators.map((actor): Party => {
    return { actor, request: requestOf(random.pick(commands), claim, random) };
  });
  await meet(stage, 'pioneer_claims', claim.id, parties);
};

/** One report, under one key, at every node at once. */
export const oneKeyEverywhere: Meeting = async (stage, random) => {
  const claim = await findClaim(stage, random, 'active');
  const actor = claimantOf(stage, claim);
  if (claim === null || actor === undefined) return;
  const request = requestOf('report', claim, random);
  const key = random.uuid();
  const parties = [...stage.urls, ...stage.urls].map((): Party => ({ actor, request, key }));
  await meet(stage, 'pioneer_claims', claim.id, parties);
};

/** A lease ends while its work is submitted and while it is being withdrawn. */
export const leaseEnds: Meeting = async (stage, random) => {
  const claim = await findClaim(stage, random, 'active');
  const actor = claimantOf(stage, claim);
  if (claim === null || actor === undefined || claim.leaseEndsAt === null) return;
  const commands: readonly GivenCommand[] = ['submit', 'withdraw'];
  const parties = commands.map((command): Party => {
    return { actor, request: requestOf(command, claim, random) };
  });
  const administrator = random.pick(stage.administrators);
  const left = new Date(claim.leaseEndsAt).getTime() - (await townNow(stage.db)).getTime();
  const leap = () => stage.clock.leap(Math.max(0, left), administrator);
  await meet(stage, 'pioneer_claims', claim.id, parties, leap);
};

export const MEETINGS: readonly Meeting[] = [lastSlot, twoVerdicts, oneKeyEverywhere, leaseEnds];

/** Holds the row until all parties wait for it, each at the next node; then lets them go. */
async function meet(
  stage: Stage,
  table: string,
  id: string,
  parties: readonly Party[],
  alongside: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const sent: Promise<unknown>[] = [];
  const start = () => {
    sent.push(
      ...parties.map(({ actor, request, key = crypto.randomUUID() }, index) =>
        sendOnce(stage, actor, request, { key, node: index % stage.urls.length }),
      ),
      alongside(),
    );
  };
  try {
    await stage.db.transaction(async (trx) => {
      await trx(table).where({ document_id: id }).forUpdate().select('id');
      start();
      await untilWaiting(stage.db, parties.length);
    });
  } catch {
    // The database is away just now: nobody holds anything, and whoever was sent finds out.
  }
  await Promise.all(sent);
}

async function untilWaiting(db: Knex, expected: number): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    const found = await db('pg_stat_activity')
      .where({ wait_event_type: 'Lock', datname: db.raw('current_database()') })
      .count({ count: '*' })
      .first<{ count: string }>();
    if (Number(found.count) >= expected) return;
    await wait(LOOK_AGAIN_MS);
  }
}

interface FoundClaim {
  readonly id: string;
  readonly version: number;
  readonly claimantId: string;
  readonly leaseEndsAt: Date | null;
}

/** One of the newest claims in a state; null when there is none, or nobody can say. */
async function findClaim({ db }: Stage, random: Random, state: string): Promise<FoundClaim | null> {
  const found: FoundClaim[] = await db('pioneer_claims')
    .where({ state })
    .orderBy('id', 'desc')
    .limit(10)
    .select({
      id: 'document_id',
      version: 'version',
      claimantId: 'claimant_id',
      leaseEndsAt: 'lease_ends_at',
    })
    .catch(() => []);
  return found.length === 0 ? null : random.pick(found);
}

async function townNow(db: Knex): Promise<Date> {
  const offset = await db('pioneer_clock').first<{ offset_ms: string } | undefined>('offset_ms');
  return new Date(Date.now() + Number(offset?.offset_ms ?? 0));
}

function claimantOf({ town }: Stage, claim: FoundClaim | null): Actor | undefined {
  return town.claimants.find(({ id }) => id === claim?.claimantId);
}
