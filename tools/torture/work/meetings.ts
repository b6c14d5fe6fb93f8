import type { Knex } from 'knex';
import type { GivenCommand } from 'strapi-plugin-pioneer/contract';
import type { Random } from '../../replay/random';
import type { Actor } from '../town/found-town';
import { claimingOf, requestOf } from './give-command';
import { meet, type Party } from './meet';
import { unlessAway, type Stage } from './stage';

export type Meeting = (stage: Stage, random: Random) => Promise<void>;

/** Everybody wants the last slot. */
export const lastSlot: Meeting = async (stage, random) => {
  const open = stage.openings.filter(({ mode }) => mode === 'open').slice(-4);
  if (open.length === 0) return;
  const { id, termsId } = random.pick(open);
  const actors = random.shuffled(stage.town.claimants).slice(0, 6);
  const parties = actors.map((actor): Party => {
    return { actor, request: claimingOf(id, { termsId, wait: true }) };
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
  const left = claim.leaseEndsAt.getTime() - (await townNow(stage.db)).getTime();
  const leap = () => stage.clock.leap(Math.max(0, left), administrator);
  await meet(stage, 'pioneer_claims', claim.id, parties, leap);
};

export const MEETINGS: readonly Meeting[] = [lastSlot, twoVerdicts, oneKeyEverywhere, leaseEnds];

interface FoundClaim {
  readonly id: string;
  readonly version: number;
  readonly claimantId: string;
  readonly leaseEndsAt: Date | null;
}

/** One of the newest claims in a state; null when there is none, or nobody can say. */
async function findClaim({ db }: Stage, random: Random, state: string): Promise<FoundClaim | null> {
  const newest = db('pioneer_claims').where({ state }).orderBy('id', 'desc').limit(10);
  const found: FoundClaim[] = await unlessAway(
    newest.select({
      id: 'document_id',
      version: 'version',
      claimantId: 'claimant_id',
      leaseEndsAt: 'lease_ends_at',
    }),
    [],
  );
  return found.length === 0 ? null : random.pick(found);
}

/** The database stands on this machine, whose clock it reads. */
async function townNow(db: Knex): Promise<Date> {
  const asking = db('pioneer_clock').first<{ offset_ms: string } | undefined>('offset_ms');
  const clock = await unlessAway(asking, undefined);
  return new Date(Date.now() + Number(clock?.offset_ms ?? 0));
}

function claimantOf({ town }: Stage, claim: FoundClaim | null): Actor | undefined {
  return town.claimants.find(({ id }) => id === claim?.claimantId);
}
