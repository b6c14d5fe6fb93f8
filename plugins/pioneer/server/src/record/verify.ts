import type { Core } from '@strapi/strapi';
import { isEqual, uniqWith } from 'lodash';
import type { Verification, VerifyOptions } from '../../../core/record/verification';
import { liftLimits, readSnapshot, type Reading } from '../shared/database';
import { verifyAccessLog } from '../access-log/verify-log';
import { verifyEvaluations } from '../work/verify-evaluations';
import { recordedPeopleTables } from '../people/tables';
import { unitTables } from '../units/tables';
import { verifySignIn } from '../people/verify-sign-in';
import { recurrenceTables } from '../recurrences/tables';
import type { EvidenceStore } from '../evidence/evidence-store';
import { evidenceStoreOf } from '../evidence/evidence-store-of';
import { evidenceTables } from '../evidence/tables';
import { verifyEvidence, withoutForgotten } from '../evidence/verify-evidence';
import { privacyTables } from '../privacy/tables';
import { recordedWorkTables } from '../work/tables';
import { findMissingTriggers } from './append-only';
import { verifyDerived } from './verify-derived';
import { MAX_FINDINGS, namingUnreadable, verifyRecord } from './verify-record';
import { verifySeals } from './verify-seals';

/** Where else to look, and in what the server alone has. */
interface OwnOptions extends VerifyOptions {
  /** Another store than this server's: one that is about to change with the transaction. */
  readonly store?: EvidenceStore;
}

/**
 * The whole proof: the record against the rows, and what is derived against both. Work may go on
 * meanwhile.
 */
export async function verify(
  strapi: Core.Strapi,
  options: VerifyOptions = {},
): Promise<Verification> {
  const verification = await readSnapshot(strapi, async (reading) => {
    await liftLimits(strapi, reading.trx);
    return verifyIn(strapi, reading, options);
  });
  return { ...verification, findings: await withoutForgotten(strapi, verification.findings) };
}

/** The same within a transaction, of what it sees. */
export async function verifyIn(
  strapi: Core.Strapi,
  reading: Reading,
  { heads = [], contents = false, store = evidenceStoreOf(strapi) }: OwnOptions = {},
): Promise<Verification> {
  const recorded = await verifyRecord(reading, [
    ...recordedPeopleTables,
    ...unitTables,
    ...recordedWorkTables,
    ...recurrenceTables,
    ...evidenceTables,
    ...privacyTables,
  ]);
  const checks = [
    () => verifySeals(reading, heads),
    () => findMissingTriggers(strapi, reading),
    () => verifyAccessLog(strapi, reading),
    () => verifyDerived(strapi, reading),
    () => verifyEvaluations(strapi, reading),
    () => verifySignIn(strapi, reading),
    () => verifyEvidence(reading, store, { contents }),
  ];
  const findings = [...recorded.findings];
  for (const check of checks) findings.push(...(await namingUnreadable(check)));
  const different = uniqWith(findings, isEqual);
  return {
    ...recorded,
    findings: different.slice(0, MAX_FINDINGS),
    hasMore: different.length > MAX_FINDINGS,
  };
}
