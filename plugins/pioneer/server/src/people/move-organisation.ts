import { findMoveRefusal } from '../../../core/people/move-organisation';
import { followOrganisations } from '../audience/follow-claimants';
import { repeatJobs } from '../jobs/request-job';
import type { Actor } from '../record/event-table';
import { insertDerived, updateLocked } from '../record/recorded-writes';
import { waitForLock } from '../shared/advisory-locks';
import type { Transaction } from '../shared/database';
import { assertAllowed, assertVersion, DomainError } from '../shared/domain-error';
import { findRow } from '../shared/rows';
import { organisationClosures, organisations } from './tables';

const CLOSURES = organisationClosures.name;

/**
 * Puts an organisation with everything below it under another parent, or makes it a root. Who may
 * see, manage and evaluate there follows at once; a step of a claim that has begun stays where it
 * began.
 *
 * @throws DomainError NOT_FOUND (it or the parent), VERSION_OUTDATED, ORGANISATION_CYCLE
 */
export async function moveOrganisation(
  transaction: Transaction,
  request: {
    readonly id: string;
    readonly version: number;
    readonly parentId: string | null;
    readonly actor: Actor;
  },
): Promise<void> {
  const { id, version, parentId, actor } = request;
  await waitForLock(transaction, 'tree');
  const before = await findRow(transaction, organisations, { id }, { isLocked: true });
  if (before === null) throw new DomainError('NOT_FOUND');
  assertVersion(before, version);
  const line = parentId === null ? [] : await findLine(transaction, parentId);
  if (parentId !== null && line.length === 0) throw new DomainError('NOT_FOUND');
  assertAllowed(findMoveRefusal(before, line));
  if (before.parentId === parentId) return;
  const happening = { type: 'organisation.moved', actor };
  await updateLocked(transaction, organisations, before, { parentId }, happening);
  await cutOff(transaction, id);
  if (parentId !== null) await hangBelow(transaction, id, parentId);
  await repeatJobs(transaction, ['openUnits', 'enrol']);
  await followOrganisations(transaction, [id]);
}

/** Ids of an organisation and of all above it. */
async function findLine({ trx }: Transaction, id: string): Promise<string[]> {
  return trx(CLOSURES).where({ descendant_id: id }).pluck<string[]>('ancestor_id');
}

/** Forgets what lay above the organisation and everything below it. */
async function cutOff({ trx }: Transaction, id: string): Promise<void> {
  const inside = () => trx(CLOSURES).where({ ancestor_id: id }).select('descendant_id');
  await trx(CLOSURES)
    .whereIn('descendant_id', inside())
    .whereNotIn('ancestor_id', inside())
    .delete();
}

/** Everything inside gets the new parent, and all above it, one step further away. */
async function hangBelow(transaction: Transaction, id: string, parentId: string): Promise<void> {
  const { trx } = transaction;
  const pairs: { ancestorId: string; descendantId: string; up: number; down: number }[] = await trx(
    `${CLOSURES} as above`,
  )
    .join(`${CLOSURES} as inside`, 'inside.ancestor_id', trx.raw('?', [id]))
    .where('above.descendant_id', parentId)
    .select({
      ancestorId: 'above.ancestor_id',
      descendantId: 'inside.descendant_id',
      up: 'above.depth',
      down: 'inside.depth',
    });
  await insertDerived(
    transaction,
    organisationClosures,
    pairs.map(({ ancestorId, descendantId, up, down }) => ({
      ancestorId,
      descendantId,
      depth: up + 1 + down,
    })),
  );
}
