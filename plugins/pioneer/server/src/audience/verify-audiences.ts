import { chunk } from 'lodash';
import type { Claimant } from '../../../core/work/claim-opening';
import type { Finding } from '../record/verify-record';
import type { Reading } from '../shared/database';
import { openings, terms } from '../work/tables';
import { rowIn, selectOf } from '../shared/rows';
import { compileExpression } from './compile-expression';
import { findAudiences, findWritten, keyOf, PART, placesOf } from './follow-claimants';
import { audienceMembers } from './tables';

/** Who is in which audience against people and organisations, and openings against their terms. */
export async function verifyAudiences(reading: Reading): Promise<Finding[]> {
  return [...(await verifyPlaces(reading)), ...(await verifyOpenings(reading))];
}

async function verifyPlaces(reading: Reading): Promise<Finding[]> {
  const inUse = await findAudiences(reading);
  if (inUse.length === 0) return [];
  const complete = new Set(inUse.filter(({ isComplete }) => isComplete).map(({ hash }) => hash));
  const findings: Finding[] = [];
  for (const part of chunk(await findClaimants(reading), PART)) {
    const written = await findWritten(reading, inUse, part);
    for (const place of await placesOf(reading, inUse, part)) {
      const found = written.get(keyOf(place));
      // The job that fills an audience has not come to everybody yet.
      if (found === place.fits || (found === undefined && !complete.has(place.hash))) continue;
      const { claimantId: id, fits: recorded } = place;
      findings.push({ table: audienceMembers.name, id, column: 'fits', recorded, found });
    }
  }
  return findings;
}

async function findClaimants({ trx }: Reading): Promise<Claimant[]> {
  const members: string[] = await trx('pioneer_members').orderBy('id').pluck('document_id');
  const organisations: string[] = await trx('pioneer_organisations')
    .orderBy('id')
    .pluck('document_id');
  return [
    ...members.map((id) => ({ kind: 'member', id }) as const),
    ...organisations.map((id) => ({ kind: 'organisation', id }) as const),
  ];
}

/** The audience that an opening has, or will have, is the one that its terms say. */
async function verifyOpenings({ trx }: Reading): Promise<Finding[]> {
  const agreed: Record<string, unknown>[] = await trx(`${terms.name} as t`).select(
    selectOf(terms, 't'),
  );
  const hashes = new Map(
    agreed.map((row) => {
      const { id, content } = rowIn(terms, 't', row);
      const { audience } = content;
      return [id, audience === null ? null : compileExpression('audience', audience).hash];
    }),
  );
  const rows: { id: string; terms: string; present: string | null; next: string | null }[] =
    await trx(openings.name).select({
      id: 'document_id',
      terms: 'terms_id',
      present: 'audience_hash',
      next: 'next_audience_hash',
    });
  return rows.flatMap(({ id, terms: termsId, present, next }) => {
    const [recorded, found] = [hashes.get(termsId) ?? null, next ?? present];
    if (recorded === found) return [];
    return [{ table: openings.name, id, column: 'audience_hash', recorded, found }];
  });
}
