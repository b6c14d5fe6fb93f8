import type { Knex } from 'knex';
import { countBy } from '../../group';
import { readHistories } from '../../replay/evidence/read-events';
import { byKey, isDone, isUnknown, type Attempt } from '../history';
import { together, type Findings, type TortureEvidence } from './evidence';
import { findLostSwitches } from './switches';

interface Recorded {
  /** Whose history it stands in, and as which types of event. */
  readonly subject: string;
  readonly events: readonly string[];
  /** The values, of the subject and of the request alike, that tell one piece of work from others. */
  readonly by: readonly string[];
}

/** What stands in the record once something was done that is no command on a claim. */
const RECORDED: Readonly<Record<string, Recorded>> = {
  addEvidence: {
    subject: 'evidence',
    events: ['evidence.added'],
    by: ['clientId', 'claimId', 'memberId'],
  },
  addMembership: {
    subject: 'membership',
    events: ['membership.created', 'membership.resumed'],
    by: ['memberId', 'organisationId', 'role'],
  },
  endMembership: { subject: 'membership', events: ['membership.ended'], by: ['membershipId'] },
  appoint: { subject: 'postHolding', events: ['postHolding.begun'], by: ['memberId', 'postId'] },
  dismiss: { subject: 'postHolding', events: ['postHolding.ended'], by: ['postHoldingId'] },
  erase: { subject: 'member', events: ['member.erased'], by: ['memberId'] },
};

/** What was done to the record of people, posts and photos, and to what has no record. */
export const findLostWork = together(findUnrecordedWork, findUnmoved, findLostSwitches);

/**
 * I4: photos, memberships, holdings of posts and leaving are recorded as often as they were
 * acknowledged, and besides at most as often as nobody knows what came of them.
 */
async function findUnrecordedWork({ db, history }: TortureEvidence): Promise<Findings> {
  const breaches: string[] = [];
  let looked = 0;
  for (const [op, { subject, events, by }] of Object.entries(RECORDED)) {
    const asked = byKey(history.attempts).filter(([first]) => first?.op === op);
    const found = countBy(
      (await readStates(db, subject)).filter(({ type }) => events.includes(type)),
      ({ state }) => wordsOf(by, state),
    );
    const nameOf = ([first]: readonly Attempt[]) => wordsOf(by, valuesOf(first));
    const done = countBy(asked.filter(isDone), nameOf);
    const unknown = countBy(asked.filter(isUnknown), nameOf);
    for (const name of new Set(asked.map(nameOf))) {
      const [least, recorded] = [done.get(name) ?? 0, found.get(name) ?? 0];
      const most = least + (unknown.get(name) ?? 0);
      if (least <= recorded && recorded <= most) continue;
      breaches.push(
        `${op} ${name}: recorded ${recorded} times, done ${least} times and perhaps up to ${most}`,
      );
    }
    looked += asked.length;
  }
  return { breaches, looked };
}

/** I4: an organisation that was moved lies, in the version that was told, where it was moved to. */
async function findUnmoved({ db, history }: TortureEvidence): Promise<Findings> {
  const moves = history.attempts.filter(({ op, outcome }) => op === 'move' && outcome === 'ok');
  const states = await readStates(db, 'organisation');
  return {
    breaches: moves.flatMap(({ about, version, key }) => {
      const { organisationId, parentId } = about;
      const isThere = states.some(
        ({ state, version: found }) =>
          found === version &&
          state.organisationId === organisationId &&
          state.parentId === parentId,
      );
      if (isThere) return [];
      const move = `organisation ${organisationId} was moved to ${parentId} under key ${key}`;
      return [`${move}, and its version ${version} does not lie there`];
    }),
    looked: moves.length,
  };
}

interface State {
  readonly type: string;
  readonly version: number;
  readonly state: Readonly<Record<string, unknown>>;
}

/** Every event of subjects of a type, with all that was so of its subject after it. */
async function readStates(db: Knex, subject: string): Promise<readonly State[]> {
  const histories = await readHistories(db, subject);
  return [...histories].flatMap(([id, history]) => {
    let state: Readonly<Record<string, unknown>> = { [`${subject}Id`]: id };
    return history.map(({ type, version, changes }) => {
      state = { ...state, ...changes };
      return { type, version, state };
    });
  });
}

/** A member says who they are by asking. */
function valuesOf(asked: Attempt | undefined): Readonly<Record<string, unknown>> {
  return { memberId: asked?.actor, ...asked?.about };
}

function wordsOf(by: readonly string[], values: Readonly<Record<string, unknown>>): string {
  return by.map((name) => String(values[name])).join(' ');
}
