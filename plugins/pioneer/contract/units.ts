import { z } from 'zod';
import { SPOT_STATES } from '../core/units/spot';
import { endpoint } from './endpoint';
import { importResultSchema, organisationCodeSchema, rowsOf } from './people';
import {
  idParams,
  idSchema,
  instantSchema,
  oneOf,
  organisationRefSchema,
  pageOf,
  pageQuery,
  text,
  versionSchema,
} from './primitives';

export const spotSchema = z.strictObject({
  id: idSchema,
  code: z.string(),
  organisation: organisationRefSchema,
  category: z.string(),
  address: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  state: z.enum(SPOT_STATES),
  version: z.number().int(),
  foundAt: instantSchema,
  /** How often it was found; more than once, what was put right did not last. */
  timesFound: z.number().int(),
  putRightAt: instantSchema.nullable(),
});
export type SpotView = z.infer<typeof spotSchema>;

export const spotDetailSchema = spotSchema.extend({
  /** Oldest first. */
  history: z.array(
    z.strictObject({
      type: z.enum(['spot.found', 'spot.updated', 'spot.putRight', 'spot.foundAgain']),
      at: instantSchema,
      /** The accepted claim that put it right. */
      claimId: idSchema.nullable(),
    }),
  ),
});

export const unitEndpoints = {
  'spots.find': endpoint({
    summary: 'List the register of spots.',
    method: 'GET',
    path: '/spots',
    access: 'public',
    query: z.strictObject({
      ...pageQuery,
      /** This organisation and everything below it. */
      organisation: idSchema.optional(),
      category: text({ min: 1, max: 100 }).optional(),
      state: z.enum(SPOT_STATES).optional(),
    }),
    response: pageOf(spotSchema),
  }),
  'spots.findOne': endpoint({
    summary: 'Read one spot with its history.',
    method: 'GET',
    path: '/spots/:id',
    access: 'public',
    params: idParams,
    response: oneOf(spotDetailSchema),
  }),
  /** By managers and evaluators of the spot's organisation or one above it. */
  'spots.findAgain': endpoint({
    summary: 'Find a spot again that was put right.',
    method: 'POST',
    path: '/spots/:id/findings',
    access: 'member',
    params: idParams,
    body: z.strictObject({ version: versionSchema }),
    response: oneOf(spotSchema),
  }),
};

// What task administrators send from the admin panel

export const spotRowSchema = z.strictObject({
  code: organisationCodeSchema,
  organisationCode: organisationCodeSchema,
  category: text({ min: 1, max: 100 }),
  address: text({ max: 200 }),
  latitude: z.number().min(-90).max(90).nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
  /** Null: now. A spot that is known keeps its own. */
  foundAt: instantSchema.nullable().default(null),
});
export type SpotImportRow = z.infer<typeof spotRowSchema>;

/** A code of the town's own; no names, nothing by which a stranger would know them. */
export const householdRowSchema = z.strictObject({
  code: organisationCodeSchema,
  organisationCode: organisationCodeSchema,
});
export type HouseholdImportRow = z.infer<typeof householdRowSchema>;

export const unitAdminEndpoints = {
  'spots.import': endpoint({
    summary: 'Import spots.',
    method: 'POST',
    path: '/spots/import',
    access: 'administrator',
    body: z.strictObject({ rows: rowsOf('SpotRow') }),
    response: importResultSchema,
  }),
  'households.import': endpoint({
    summary: 'Import households.',
    method: 'POST',
    path: '/households/import',
    access: 'administrator',
    body: z.strictObject({ rows: rowsOf('HouseholdRow') }),
    response: importResultSchema,
  }),
};
