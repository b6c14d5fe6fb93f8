import { chunk, groupBy, uniq } from 'lodash';
import type { Claimant } from '../../../core/work/claim-opening';
import { encodeValues, insertDerived } from '../record/recorded-writes';
import { waitForLock } from '../shared/advisory-locks';
import type { Reading, Transaction } from '../shared/database';
import { findRows } from '../shared/rows';
import type { ValuesOf } from '../shared/columns';
import { describeClaimants } from './claimant-facts';
import { compileExpression } from './compile-expression';
import { audienceMembers, audiences, type AudienceRow } from './tables';

/** Claimants evaluated at once. */
export const PART = 500;

type Place = ValuesOf<typeof audienceMembers.columns>;

/** Brings claimants into the audiences that they are in now, and out of the others. */
export async function followClaimants(
  transaction: Transaction,
  claimants: readonly Claimant[],
): Promise<void> {
  if (claimants.length === 0) return;
  await waitForLock(transaction, 'audiences');
  const inUse = await findAudiences(transaction);
  if (inUse.length === 0) return;
  for (const part of chunk(claimants, PART)) await evaluate(transaction, inUse, part);
}

/** The same for organisations whose line or kind has changed: all below them, and members there. */
export async function followOrganisations(
  transaction: Transaction,
  organisationIds: readonly string[],
): Promise<void> {
  if (organisationIds.length === 0) return;
  const { trx } = transaction;
  const below = () =>
    trx('pioneer_organisation_closures').whereIn('ancestor_id', [...organisationIds]);
  const inside: string[] = await below().pluck('descendant_id');
  const members: string[] = await trx('pioneer_memberships')
    .whereIn('organisation_id', below().select('descendant_id'))
    .whereNull('ended_at')
    .pluck('member_id');
  await followClaimants(transaction, [
    ...uniq(inside).map((id) => ({ kind: 'organisation', id }) as const),
    ...uniq(members).map((id) => ({ kind: 'member', id }) as const),
  ]);
}

export async function findAudiences(reading: Reading): Promise<AudienceRow[]> {
  return findRows(reading, audiences, {});
}

/** Writes, of what is so for each of these claimants and audiences, what is not so written yet. */
export async function evaluate(
  transaction: Transaction,
  inUse: readonly AudienceRow[],
  claimants: readonly Claimant[],
): Promise<void> {
  const { trx } = transaction;
  const places = await placesOf(transaction, inUse, claimants);
  const written = await findWritten(transaction, inUse, claimants);
  const missing = places.filter((place) => !written.has(keyOf(place)));
  const wrong = places.filter((place) => (written.get(keyOf(place)) ?? place.fits) !== place.fits);
  await insertDerived(transaction, audienceMembers, missing);
  const alike = groupBy(wrong, ({ hash, claimantKind, fits }) => `${hash} ${claimantKind} ${fits}`);
  for (const group of Object.values(alike)) {
    const [first] = group;
    if (first === undefined) continue;
    const { hash, claimantKind, fits } = first;
    await trx(audienceMembers.name)
      .where(encodeValues(audienceMembers, { hash, claimantKind }))
      .whereIn(
        'claimant_id',
        group.map(({ claimantId }) => claimantId),
      )
      .update(encodeValues(audienceMembers, { fits }));
  }
}

/** Whether each of the claimants is in each of the audiences. */
export async function placesOf(
  reading: Reading,
  inUse: readonly AudienceRow[],
  claimants: readonly Claimant[],
): Promise<Place[]> {
  const described = await describeClaimants(reading, claimants);
  return inUse.flatMap(({ hash, source }) => {
    const expression = compileExpression('audience', source);
    return described.map(({ claimant, facts }) => ({
      hash,
      claimantKind: claimant.kind,
      claimantId: claimant.id,
      fits: expression.findUnmet(facts) === null,
    }));
  });
}

/** What is written of these claimants in these audiences, by `keyOf`. */
export async function findWritten(
  reading: Reading,
  inUse: readonly AudienceRow[],
  claimants: readonly Claimant[],
): Promise<ReadonlyMap<string, boolean>> {
  const hashes = inUse.map(({ hash }) => hash);
  const ids = claimants.map(({ id }) => id);
  const places = await findRows(reading, audienceMembers, (select) =>
    select.whereIn('x.hash', hashes).whereIn('x.claimant_id', ids),
  );
  return new Map(places.map((place) => [keyOf(place), place.fits]));
}

export function keyOf({ hash, claimantKind, claimantId }: Omit<Place, 'fits'>): string {
  return `${hash} ${claimantKind} ${claimantId}`;
}
