import {
  MAX_IMPORT_ROWS,
  type CalendarRow,
  type ImportResult,
  type MemberRow,
  type OrganisationRow,
  type PostRow,
  type SpotImportRow,
} from 'strapi-plugin-pioneer/contract';
import type { Administrator } from './administrator';

/** Imports organisations, parents first. Throws when a row is refused. */
export async function importOrganisations(
  { call }: Administrator,
  rows: readonly OrganisationRow[],
): Promise<void> {
  await inParts(rows, (part) => call('organisations.import', { body: { rows: part } }));
}

/** Imports members with their memberships. Throws when a row is refused. */
export async function importMembers(
  { call }: Administrator,
  rows: readonly MemberRow[],
): Promise<void> {
  await inParts(rows, (part) => call('members.import', { body: { rows: part } }));
}

/** Imports spots. Throws when a row is refused. */
export async function importSpots(
  { call }: Administrator,
  rows: readonly SpotImportRow[],
): Promise<void> {
  await inParts(rows, (part) => call('spots.import', { body: { rows: part } }));
}

/** Imports posts. Throws when a row is refused. */
export async function importPosts(
  { call }: Administrator,
  rows: readonly PostRow[],
): Promise<void> {
  await inParts(rows, (part) => call('posts.import', { body: { rows: part } }));
}

/** Imports days of the calendar. Throws when a row is refused. */
export async function importCalendar(
  { call }: Administrator,
  rows: readonly CalendarRow[],
): Promise<void> {
  await inParts(rows, (part) => call('calendar.import', { body: { rows: part } }));
}

/** Sends as many rows at once as a request may hold. */
async function inParts<Row>(
  rows: readonly Row[],
  send: (part: Row[]) => Promise<{ data: ImportResult }>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += MAX_IMPORT_ROWS) {
    const part = rows.slice(start, start + MAX_IMPORT_ROWS);
    const { refused } = (await send(part)).data;
    const [first] = refused;
    if (first === undefined) continue;
    const row = JSON.stringify(part[first.index]);
    throw new Error(
      `${refused.length} imported rows were refused, first ${row}: ${first.refusal.message}`,
    );
  }
}
