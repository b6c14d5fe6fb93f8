import { rowsOf } from '../../replay/evidence/open-database';
import { readRoles, type Roles } from '../../replay/evidence/read-roles';
import type { Attempt } from '../history';
import type { Findings, TortureEvidence } from './evidence';

/**
 * I20: nobody reads or changes a claim of people with whom they never had anything to do: neither
 * claimant nor ever evaluator or manager of its opening's organisation or one above it.
 */
export async function findTrespasses({ db, history }: TortureEvidence): Promise<Findings> {
  const claims = new Map(
    (await rowsOf<ClaimRow>(db, CLAIMS)).map((claim) => [claim.document_id, claim]),
  );
  const roles = await readRoles(db);
  const done = history.attempts.filter(
    ({ outcome, about, actor }) =>
      outcome === 'ok' && about.claimId !== undefined && actor !== 'administrator',
  );
  return {
    breaches: done.flatMap((attempt) => {
      const claim = claims.get(attempt.about.claimId ?? '');
      if (claim === undefined || mayKnow(attempt, claim, roles)) return [];
      const { op, actor, key } = attempt;
      return [`${actor} could ${op} claim ${claim.document_id} of strangers, under key ${key}`];
    }),
    looked: done.length,
  };
}

type ClaimRow = Readonly<
  Record<'document_id' | 'claimant_kind' | 'claimant_id' | 'organisation_id', string>
>;

const CLAIMS = `
  select c.document_id, c.claimant_kind, c.claimant_id, o.organisation_id
  from pioneer_claims c join pioneer_openings o on o.document_id = c.opening_id`;

function mayKnow({ actor }: Attempt, claim: ClaimRow, roles: Roles): boolean {
  if (claim.claimant_kind === 'member' && claim.claimant_id === actor) return true;
  if (roles.shared(actor, claim.document_id)) return true;
  if (claim.claimant_kind === 'organisation') {
    if (roles.had(actor, 'representative', claim.claimant_id)) return true;
  }
  return ['evaluator', 'manager'].some((role) => roles.had(actor, role, claim.organisation_id));
}
