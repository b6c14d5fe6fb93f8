import {
  GIVEN_COMMANDS,
  transitionOf,
  type ClaimCommand,
  type GivenCommand,
} from 'strapi-plugin-pioneer/contract';
import type { Knex } from 'knex';
import { countBy } from '../../group';
import { readHistories, type EventRow } from '../evidence/read-events';
import type { JournalEntry } from '../evidence/journal';
import type { Check } from './evidence';

const SYSTEM = 'system';

type ClaimEntry = Extract<JournalEntry, { what: 'claim' }>;
type CommandEntry = Extract<JournalEntry, { what: 'command' }>;

/**
 * I4: what a client was told had worked is in the database; what was refused is not; what got no
 * answer is there at most once. The journal says what clients were told.
 */
export const findLostWrites: Check = async ({ db, journal }) => {
  const histories = await readHistories(db, 'claim');
  return [
    ...(await findMissingOpenings(db, journal)),
    ...(await findWrongClaims(db, journal)),
    ...findWrongCommands(histories, journal),
  ];
};

async function findMissingOpenings(db: Knex, journal: readonly JournalEntry[]): Promise<string[]> {
  const published: { task_id: string }[] = await db('pioneer_openings').select('task_id');
  const taskIds = new Set(published.map(({ task_id: id }) => id));
  return journal.flatMap((entry) =>
    entry.what === 'publish' && entry.outcome === 'acknowledged' && !taskIds.has(entry.taskId)
      ? [`task ${entry.taskId} was published and has no opening`]
      : [],
  );
}

/** Claims of one member on one opening: exactly those that were acknowledged. */
async function findWrongClaims(db: Knex, journal: readonly JournalEntry[]): Promise<string[]> {
  // Nobody asks for the claims of everyone, and of whoever holds a post; the system makes them.
  const rows: { document_id: string; opening_id: string; lead_id: string }[] = await db(
    'pioneer_claims as c',
  )
    .whereNotExists(
      db('pioneer_events as e')
        .where({ 'e.subject_type': 'claim', 'e.subject_version': 1 })
        .where('e.actor_kind', SYSTEM)
        .where('e.subject_id', db.ref('c.document_id'))
        .select(db.raw('1')),
    )
    .select('c.document_id', 'c.opening_id', 'c.lead_id');
  const found = new Map(rows.map((row) => [row.document_id, `${row.opening_id} ${row.lead_id}`]));
  const asked = journal.filter((entry): entry is ClaimEntry => entry.what === 'claim');
  const told = asked.filter(({ outcome }) => outcome === 'acknowledged');
  const missing = told.filter(
    ({ claimId = '', openingId, memberId }) => found.get(claimId) !== `${openingId} ${memberId}`,
  );
  const toldIds = new Set(told.map(({ claimId }) => claimId));
  const unknown = asked.filter(({ outcome }) => outcome === 'unknown').map(pairOf);
  const surplus = [...found].filter(([id, pair]) => {
    if (toldIds.has(id)) return false;
    const excused = unknown.indexOf(pair);
    if (excused >= 0) unknown.splice(excused, 1);
    return excused < 0;
  });
  return [
    ...missing.map(({ claimId }) => `claim ${claimId} was acknowledged and is not there`),
    ...surplus.map(([id]) => `claim ${id} is there and nobody was told so`),
  ];
}

function pairOf({ openingId, memberId }: ClaimEntry): string {
  return `${openingId} ${memberId}`;
}

/**
 * Events of people's commands: each acknowledged one at its version, and no more of a type than
 * were acknowledged or got no answer. Reports may be sent twice under one client id and are
 * acknowledged each time, so their numbers are held by I5 instead.
 */
function findWrongCommands(
  histories: ReadonlyMap<string, readonly EventRow[]>,
  journal: readonly JournalEntry[],
): string[] {
  const given = journal.filter((entry): entry is CommandEntry => entry.what === 'command');
  const withoutReports = given.filter(({ clientId }) => clientId === undefined);
  const missing = withoutReports.filter(
    (entry) => entry.outcome === 'acknowledged' && !isRecorded(entry, histories.get(entry.claimId)),
  );
  const possible = countBy(
    withoutReports.filter(({ outcome }) => outcome !== 'refused'),
    ({ claimId, command }) => `${claimId} ${command}`,
  );
  const recorded = countBy(
    [...histories.values()].flat().filter(isOfCommand),
    ({ subjectId, type }) => `${subjectId} ${COMMAND_OF_TYPE.get(type)}`,
  );
  const surplus = [...recorded].filter(([key, count]) => count > (possible.get(key) ?? 0));
  return [
    ...missing.map(
      ({ claimId, command, version }) =>
        `claim ${claimId}: "${command}" was acknowledged as version ${version} and is not recorded`,
    ),
    ...surplus.map(([key]) => `claim ${key} is recorded more often than anybody was told`),
  ];
}

function isRecorded(
  { command, version, memberId }: CommandEntry,
  history: readonly EventRow[] = [],
): boolean {
  return history.some(
    (event) =>
      event.version === version &&
      eventsOf(command).includes(event.type) &&
      event.actorId === memberId,
  );
}

/** The system cancels claims, too: nobody was told of those. */
function isOfCommand({ type, actorKind }: EventRow): boolean {
  return actorKind !== SYSTEM && COMMAND_OF_TYPE.has(type);
}

/** Told with a client id, by which I5 holds them. */
const WITH_REPORT: readonly GivenCommand[] = ['report', 'submit'];
const COUNTED = GIVEN_COMMANDS.filter((command) => !WITH_REPORT.includes(command));

/** Commands without a report, by the types of event that record them. */
const COMMAND_OF_TYPE: ReadonlyMap<string, string> = new Map(
  COUNTED.flatMap((command) => eventsOf(command).map((type) => [type, command] as const)),
);

/** As which types of event a command may have been recorded. */
function eventsOf(command: string): string[] {
  const { event, instead } = transitionOf(command as ClaimCommand);
  return instead === undefined ? [event] : [event, instead.event];
}
