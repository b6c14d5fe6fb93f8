import { z } from 'zod';
import type { Statistic } from '../core/record/statistics';
import { endpoint } from './endpoint';
import {
  idSchema,
  instantSchema,
  oneOf,
  organisationRefSchema,
  pageOf,
  pageQuery,
} from './primitives';

const count = (what: string) => z.number().int().describe(what);

/** What happened, each time that it did. */
export const countsSchema = z.strictObject({
  opened: count('Openings that came into being.'),
  taken: count('Claims that began to hold a slot.'),
  submitted: count('Submissions.'),
  accepted: count('Final acceptances.'),
  returned: count('Returns for more work.'),
  rejected: count('Rejections.'),
  withdrawn: count('Claims that were given up.'),
  expired: count('Claims that ran out.'),
} satisfies Record<Statistic, z.ZodType>);

/** A month of the town's calendar: 2026-05. */
export const periodSchema = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'is not a month such as 2026-05');

/** Up to when everything that was done is counted; a few seconds ago. */
const asOf = instantSchema.describe('Everything that was done by this moment is counted.');

export const statisticsSchema = z.strictObject({
  asOf,
  totals: countsSchema,
  /** Months in which anything happened, the earliest first. */
  periods: z.array(countsSchema.extend({ period: periodSchema })),
});
export type StatisticsView = z.infer<typeof statisticsSchema>;

export const organisationStatisticsSchema = z.strictObject({
  organisation: organisationRefSchema,
  /** Of the organisation and everything below it. */
  totals: countsSchema,
});
export type OrganisationStatisticsView = z.infer<typeof organisationStatisticsSchema>;

/** Which openings and which months are counted; all of them where nothing is said. */
const counted = {
  drive: idSchema.describe('Openings of this drive.').optional(),
  from: periodSchema.describe('This month and later ones.').optional(),
  to: periodSchema.describe('This month and earlier ones.').optional(),
};

export const statisticsEndpoints = {
  'statistics.find': endpoint({
    summary: 'Count what happened to openings and claims, month by month.',
    method: 'GET',
    path: '/statistics',
    access: 'public',
    query: z.strictObject({
      ...counted,
      organisation: idSchema
        .describe('Openings of this organisation and everything below it.')
        .optional(),
    }),
    response: oneOf(statisticsSchema),
  }),
  /** By code; without `within`, the roots of the tree. */
  'statistics.findOrganisations': endpoint({
    summary: 'Count what happened, organisation by organisation.',
    method: 'GET',
    path: '/statistics/organisations',
    access: 'public',
    query: z.strictObject({
      ...pageQuery,
      ...counted,
      within: idSchema.describe('The organisations directly below this one.').optional(),
    }),
    response: pageOf(organisationStatisticsSchema).extend({ asOf }),
  }),
};
