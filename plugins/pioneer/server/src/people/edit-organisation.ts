import { followOrganisations } from '../audience/follow-claimants';
import type { Actor } from '../record/event-table';
import { updateLocked } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { assertVersion, DomainError } from '../shared/domain-error';
import { findRow } from '../shared/rows';
import { organisations } from './tables';

/**
 * Changes name and kind of an organisation; its code is what others know it by and stays. Steps
 * that are for organisations of a kind find it, or find it no more, from their next beginning on;
 * audiences follow at once.
 *
 * @throws DomainError NOT_FOUND, VERSION_OUTDATED
 */
export async function editOrganisation(
  transaction: Transaction,
  request: {
    readonly id: string;
    readonly version: number;
    readonly name: string;
    readonly kind: string;
    readonly actor: Actor;
  },
): Promise<void> {
  const { id, version, name, kind, actor } = request;
  const before = await findRow(transaction, organisations, { id }, { isLocked: true });
  if (before === null) throw new DomainError('NOT_FOUND');
  assertVersion(before, version);
  if (before.name === name && before.kind === kind) return;
  const happening = { type: 'organisation.updated', actor };
  await updateLocked(transaction, organisations, before, { name, kind }, happening);
  if (before.kind !== kind) await followOrganisations(transaction, [id]);
}
