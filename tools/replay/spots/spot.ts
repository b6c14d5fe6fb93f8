import { organisationCodeSchema, text } from 'strapi-plugin-pioneer/contract';
import { z } from 'zod';

/** Columns that a file must have; any others are left alone. */
export const SPOT_COLUMNS = [
  'key',
  'opened_at',
  'closed_at',
  'category',
  'complaint',
  'detail',
  'address',
  'district',
  'neighborhood',
  'latitude',
  'longitude',
] as const;

/** An ISO date and time with a space or a T, and an offset: `2008-07-01 15:49:47+00:00`. */
const moment = z
  .string()
  .transform((value) => value.trim().replace(' ', 'T'))
  .pipe(z.iso.datetime({ offset: true, error: 'is not a date with time and offset' }))
  .transform((value) => new Date(value));

const coordinate = (limit: number) =>
  z
    .string()
    .trim()
    .regex(/^[+-]?\d+(\.\d+)?$/, 'is not a number of degrees')
    .transform(Number)
    .pipe(z.number().min(-limit).max(limit));

const spotSchema = z
  .object({
    /** The code of the spot, by which the town knows it. */
    key: organisationCodeSchema,
    opened_at: moment,
    closed_at: z.union([z.literal('').transform(() => null), moment], {
      error: 'is neither empty nor a date with time and offset',
    }),
    category: text({ min: 1, max: 60 }),
    complaint: text({ min: 1, max: 80 }),
    detail: text({ max: 300 }),
    address: text({ max: 200 }),
    district: text({ min: 1, max: 60 }),
    neighborhood: text({ min: 1, max: 100 }),
    latitude: coordinate(90),
    longitude: coordinate(180),
  })
  .transform(({ opened_at, closed_at, neighborhood, ...rest }) => ({
    ...rest,
    neighbourhood: neighborhood,
    openedAt: opened_at,
    closedAt: closed_at,
  }));

/** A service request of the file: something in a place that somebody should put right. */
export type Spot = z.output<typeof spotSchema>;

export type ParsedRow =
  | { readonly usable: true; readonly spot: Spot }
  | { readonly usable: false; readonly reason: string };

/** Reads one row; the reason names every column that stands in the way. */
export function parseSpot(record: Readonly<Record<string, string>>): ParsedRow {
  const parsed = spotSchema.safeParse(record);
  if (parsed.success) return { usable: true, spot: parsed.data };
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  return { usable: false, reason: problems.join('; ') };
}

/** Whether the row says that it was closed before it was opened. */
export function closesEarly({ openedAt, closedAt }: Spot): boolean {
  return closedAt !== null && closedAt < openedAt;
}

/** What is strange about a row that can be used all the same, or null. */
export function findOddity(spot: Spot): string | null {
  if (closesEarly(spot)) {
    const { openedAt, closedAt } = spot;
    return `closes at ${closedAt?.toISOString()}, before it opens at ${openedAt.toISOString()}`;
  }
  return isOddDistrict(spot) ? `district "${spot.district}" is no district's number` : null;
}

/** Districts are counted from 1; other towns may name theirs. */
export function isOddDistrict({ district }: Spot): boolean {
  return /^[+-]?\d+$/.test(district) && Number(district) < 1;
}
