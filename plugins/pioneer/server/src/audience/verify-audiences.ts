import { chunk } from 'lodash';
import type { Finding } from '../../../core/record/verification';
import type { Claimant } from '../../../core/work/claim-opening';
import { MAX_FINDINGS } from '../record/verify-record';
import { members, organisations } from '../people/tables';
import type { Reading } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { openings, terms } from '../work/tables';
import { streamRows } from '../shared/rows';
import { columnName } from '../shared/table';
import { compileExpression } from './compile-expression';
import { findAudiences, findWritten, keyOf, PART, placesOf } from './follow-claimants';
import { audienceMembers, audiences, type AudienceRow } from './tables';

/** Who is in which audience against people and organisations, and openings against their terms. */
export async function verifyAudiences(reading: Reading): Promise<Finding[]> {
  const inUse = await findAudiences(reading);
  return [
    ...inUse.flatMap(findingsOfSource),
    ...(await findStrangers(reading)),
    ...(await verifyPlaces(reading, inUse.filter(isSound))),
    ...(await verifyOpenings(reading, inUse)),
  ];
}

/** An audience is known by what its expression means. */
function isSound({ hash, source }: AudienceRow): boolean {
  return hashOf(source) === hash;
}

function findingsOfSource(audience: AudienceRow): Finding[] {
  if (isSound(audience)) return [];
  const { id, hash: found, source } = audience;
  const recorded = hashOf(source) ?? undefined;
  return [{ table: audiences.name, id, column: 'hash', recorded, found }];
}

/** Places in audiences that are not in use, and of claimants who are not there. */
async function findStrangers({ trx }: Reading): Promise<Finding[]> {
  const found: { id: string; claimant: string }[] = await trx(`${audienceMembers.name} as am`)
    .leftJoin(`${audiences.name} as a`, 'a.hash', 'am.hash')
    .leftJoin(`${members.name} as m`, 'm.document_id', 'am.claimant_id')
    .leftJoin(`${organisations.name} as o`, 'o.document_id', 'am.claimant_id')
    .where((strange) => {
      void strange.whereNull('a.id').orWhere((nobody) => {
        void nobody.whereNull('m.id').whereNull('o.id');
      });
    })
    .orderBy('am.id')
    .limit(MAX_FINDINGS)
    .select({ id: 'am.document_id', claimant: 'am.claimant_id' });
  return found.map(({ id, claimant }) => {
    return {
      table: audienceMembers.name,
      id,
      column: 'claimant_id',
      recorded: undefined,
      found: claimant,
    };
  });
}

async function verifyPlaces(reading: Reading, inUse: readonly AudienceRow[]): Promise<Finding[]> {
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

/** The audience that an opening has, or will have, is the one that its terms say, and in use. */
async function verifyOpenings(reading: Reading, inUse: readonly AudienceRow[]): Promise<Finding[]> {
  const known = new Set(inUse.map(({ hash }) => hash));
  const hashes = new Map<string, string | null>();
  for await (const batch of streamRows(reading, terms)) {
    for (const { id, content } of batch) hashes.set(id, hashOf(content.audience));
  }
  const findings: Finding[] = [];
  for await (const batch of streamRows(reading, openings)) {
    for (const { id, termsId, audienceHash, nextAudienceHash } of batch) {
      const [recorded, found] = [hashes.get(termsId) ?? null, nextAudienceHash ?? audienceHash];
      if (recorded === found && (found === null || known.has(found))) continue;
      const column = columnName(nextAudienceHash === null ? 'audienceHash' : 'nextAudienceHash');
      findings.push({ table: openings.name, id, column, recorded, found });
    }
    if (findings.length >= MAX_FINDINGS) break;
  }
  return findings;
}

/** Null for everybody, and for an expression that means nothing. */
function hashOf(audience: string | null): string | null {
  if (audience === null) return null;
  try {
    return compileExpression('audience', audience).hash;
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
