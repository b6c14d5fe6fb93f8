import {
  householdRowSchema,
  spotRowSchema,
  type HouseholdImportRow,
  type SpotImportRow,
} from '../../../contract/units';
import type { Instant } from '../../../core/time';
import { repeatJobs, repeatJobsAbove } from '../jobs/request-job';
import { importLocated, type LocatedImport, type LocatedOutcome } from '../people/import-located';
import type { ImportOutcome } from '../people/import-rows';
import type { Actor } from '../record/event-table';
import type { Transaction } from '../shared/database';
import { households, spots } from './tables';

interface Request {
  readonly rows: readonly unknown[];
  readonly actor: Actor;
}

/** A unit is known by its code, wherever it lies. */
const BY_CODE = {
  keyOfRow: ({ code }: { readonly code: string }) => code,
  lookUp: 'code',
  keyOf: ({ code }: { readonly code?: string }) => code ?? '',
} as const;

function spotImport(now: Instant): LocatedImport<SpotImportRow, typeof spots.columns> {
  return {
    ...BY_CODE,
    schema: spotRowSchema,
    table: spots,
    created: 'spot.found',
    valuesOf: ({ code, category, address, latitude, longitude }, organisationId) => {
      return { code, category, address, latitude, longitude, organisationId };
    },
    initialOf: ({ foundAt }) => ({ foundAt: foundAt === null ? now : Date.parse(foundAt) }),
  };
}

const HOUSEHOLDS: LocatedImport<HouseholdImportRow, typeof households.columns> = {
  ...BY_CODE,
  schema: householdRowSchema,
  table: households,
  created: 'household.created',
  valuesOf: ({ code }, organisationId) => ({ code, organisationId }),
};

/**
 * Makes spots, and changes organisation, category and place of those that exist; what became of
 * them is theirs. Refusals of rows as in importLocated.
 */
export async function importSpots(
  transaction: Transaction,
  request: Request,
): Promise<ImportOutcome> {
  return openNew(
    transaction,
    await importLocated(transaction, request, spotImport(transaction.now)),
  );
}

/** Makes households, and moves those that exist to another organisation; refusals as above. */
export async function importHouseholds(
  transaction: Transaction,
  request: Request,
): Promise<ImportOutcome> {
  return openNew(transaction, await importLocated(transaction, request, HOUSEHOLDS));
}

/** Tasks that are about such units open the new ones. */
async function openNew(
  transaction: Transaction,
  { outcome, organisationIds }: LocatedOutcome,
): Promise<ImportOutcome> {
  if (outcome.updated > 0) await repeatJobs(transaction, ['openUnits']);
  else if (outcome.created > 0) {
    await repeatJobsAbove(transaction, ['openUnits'], organisationIds);
  }
  return outcome;
}
