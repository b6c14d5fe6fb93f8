import type { Core } from '@strapi/strapi';
import { recordedPeopleTables } from '../people/tables';
import { workTables } from '../work/tables';
import { verifyDerived } from './verify-derived';
import { verifyRecord, type Verification } from './verify-record';

/** The whole proof: the record against the rows, and what is derived against both. */
export async function verify(strapi: Core.Strapi): Promise<Verification> {
  const recorded = await verifyRecord(strapi, [...recordedPeopleTables, ...workTables]);
  return { ...recorded, findings: [...recorded.findings, ...(await verifyDerived(strapi))] };
}
