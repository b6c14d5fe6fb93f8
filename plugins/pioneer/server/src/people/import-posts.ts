import { postRowSchema, type PostRow as Row } from '../../../contract/posts';
import { refusal } from '../../../core/errors';
import type { Actor } from '../record/event-table';
import { insertAllRecorded, updateRecorded } from '../record/recorded-writes';
import type { Transaction } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import {
  OvertakenError,
  parseRows,
  selectIn,
  type ImportOutcome,
  type Indexed,
  type RefusedRow,
} from './import-rows';
import { organisations, posts, type PostRow } from './tables';

type Resolved = Omit<Row, 'organisationCode'> & { readonly organisationId: string };

/**
 * Makes posts, and changes those that exist: a post is known by its organisation and its title.
 * Holders stay, also when there may be fewer from now on; then nobody is added until enough of them
 * have gone.
 *
 * A row that cannot be used is refused alone: INPUT_INVALID, ROW_REPEATED, ORGANISATION_UNKNOWN.
 */
export async function importPosts(
  transaction: Transaction,
  request: { readonly rows: readonly unknown[]; readonly actor: Actor },
): Promise<ImportOutcome> {
  const { actor } = request;
  const { accepted, refused } = parseRows(
    request.rows,
    postRowSchema,
    ({ organisationCode, title }) => `${organisationCode} ${title}`,
  );
  const { resolved, unknown } = await resolveOrganisations(transaction, accepted);
  const known = await findKnown(transaction, resolved);
  const fresh = resolved.filter((row) => !known.has(keyOf(row)));
  await insertAllRecorded(transaction, posts, fresh, { type: 'post.created', actor });
  let updated = 0;
  for (const row of resolved) {
    const before = known.get(keyOf(row));
    if (before === undefined || isSame(before, row)) continue;
    const happening = { type: 'post.updated', actor };
    const after = await updateRecorded(transaction, posts, before, row, happening);
    if (after === null) throw new OvertakenError();
    updated += 1;
  }
  return {
    created: fresh.length,
    updated,
    unchanged: resolved.length - fresh.length - updated,
    refused: [...refused, ...unknown],
  };
}

async function resolveOrganisations(
  { trx }: Transaction,
  rows: readonly Indexed<Row>[],
): Promise<{ readonly resolved: Resolved[]; readonly unknown: RefusedRow[] }> {
  const codes = [...new Set(rows.map(({ organisationCode }) => organisationCode))];
  const found = await selectIn(codes, (part) =>
    trx(organisations.name)
      .whereIn('code', part)
      .select<{ id: string; code: string }[]>({ id: 'document_id', code: 'code' }),
  );
  const idOf = new Map(found.map(({ id, code }) => [code, id]));
  const resolved: Resolved[] = [];
  const unknown: RefusedRow[] = [];
  for (const { index, organisationCode: code, ...row } of rows) {
    const organisationId = idOf.get(code);
    if (organisationId !== undefined) resolved.push({ ...row, organisationId });
    else unknown.push({ index, refusal: refusal('ORGANISATION_UNKNOWN', { code }) });
  }
  return { resolved, unknown };
}

/** The posts of these organisations, by organisation and title. */
async function findKnown(
  { trx }: Transaction,
  rows: readonly Resolved[],
): Promise<Map<string, PostRow>> {
  const ids = [...new Set(rows.map(({ organisationId }) => organisationId))];
  const found = await selectIn(ids, (part) =>
    trx(`${posts.name} as p`)
      .whereIn('p.organisation_id', part)
      .select<Record<string, unknown>[]>(selectOf(posts, 'p')),
  );
  return new Map(
    found.map((row) => {
      const post = rowIn(posts, 'p', row);
      return [keyOf(post), post];
    }),
  );
}

function keyOf({ organisationId, title }: Pick<Resolved, 'organisationId' | 'title'>): string {
  return `${organisationId} ${title}`;
}

function isSame(before: PostRow, row: Resolved): boolean {
  return (Object.keys(row) as (keyof Resolved)[]).every((name) => before[name] === row[name]);
}
