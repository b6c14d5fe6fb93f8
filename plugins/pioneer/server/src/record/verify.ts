import type { Core } from '@strapi/strapi';
import { readSnapshot } from '../shared/database';
import { verifyEvaluations } from '../work/verify-evaluations';
import { recordedPeopleTables } from '../people/tables';
import { unitTables } from '../units/tables';
import { verifyPhones } from '../people/verify-phones';
import { recurrenceTables } from '../recurrences/tables';
import { evidenceStoreOf } from '../evidence/evidence-store';
import { evidenceTables } from '../evidence/tables';
import { verifyEvidence, withoutForgotten } from '../evidence/verify-evidence';
import { privacyTables } from '../privacy/tables';
import { workTables } from '../work/tables';
import { findMissingTriggers } from './append-only';
import { verifyDerived } from './verify-derived';
import { verifySeals } from './verify-seals';
import { MAX_FINDINGS, verifyRecord, type RecordVerification } from './verify-record';

export interface Verification extends RecordVerification {
  /** There are more findings than are told. */
  readonly hasMore: boolean;
}

/**
 * The whole proof: the record against the rows, and what is derived against both. Work may go on
 * meanwhile.
 */
export async function verify(strapi: Core.Strapi): Promise<Verification> {
  const verification = await readSnapshot(strapi, async (reading) => {
    const recorded = await verifyRecord(reading, [
      ...recordedPeopleTables,
      ...unitTables,
      ...workTables,
      ...recurrenceTables,
      ...evidenceTables,
      ...privacyTables,
    ]);
    const findings = [
      ...recorded.findings,
      ...(await verifySeals(reading)),
      ...(await findMissingTriggers(strapi, reading)),
      ...(await verifyDerived(strapi, reading)),
      ...(await verifyEvaluations(strapi, reading)),
      ...(await verifyPhones(strapi, reading)),
      ...(await verifyEvidence(reading, evidenceStoreOf(strapi))),
    ];
    return {
      ...recorded,
      findings: findings.slice(0, MAX_FINDINGS),
      hasMore: findings.length > MAX_FINDINGS,
    };
  });
  return { ...verification, findings: await withoutForgotten(strapi, verification.findings) };
}
