import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { accessSchema, type AccessView } from '../../../contract/access-log';
import type { RequestOf, ResponseOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import { isoOf } from '../../../core/time';
import { decodeCursor, encodeCursor } from '../shared/cursor';
import { parseJson } from '../shared/parse-json';
import { ACCESS_LOG_TABLE, type StoredAccess } from './table';

type Query = RequestOf<Endpoints['accessLog.find']>['query'];
type Page = ResponseOf<Endpoints['accessLog.find']>;

const cursorSchema = z.tuple([z.number().int()]);

/** A page of the access log, the newest entry first. */
export async function findAccesses(strapi: Core.Strapi, query: Query): Promise<Page> {
  const { kind, actor, about, ip, outcome, from, to, cursor, limit } = query;
  const select = strapi.db
    .connection(ACCESS_LOG_TABLE)
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .select('*');
  if (kind !== undefined) void select.where({ kind });
  if (actor !== undefined) void select.where({ actor_id: actor });
  if (ip !== undefined) void select.where({ ip });
  if (outcome !== undefined) void select.where({ is_success: outcome === 'success' });
  if (from !== undefined) void select.where('at', '>=', from);
  if (to !== undefined) void select.where('at', '<', to);
  if (about !== undefined) {
    const named = `%${JSON.stringify(about).replaceAll(/[!%_]/g, '!$&')}%`;
    void select.where((concerned) => {
      void concerned.where({ subject_id: about }).orWhereRaw("details like ? escape '!'", [named]);
    });
  }
  if (cursor !== undefined) void select.where('id', '<', ...decodeCursor(cursor, cursorSchema));
  const found: StoredAccess[] = await select;
  const shown = found.slice(0, limit).map(presentAccess);
  const last = shown.at(-1);
  const hasMore = found.length > limit && last !== undefined;
  return { data: shown, nextCursor: hasMore ? encodeCursor([last.id]) : null };
}

function presentAccess(row: StoredAccess): AccessView {
  const { subject_type: type, subject_id: id } = row;
  return accessSchema.parse({
    id: row.id,
    at: isoOf(Number(row.at)),
    kind: row.kind,
    actor: { kind: row.actor_kind, id: row.actor_id },
    subject: type === null || id === null ? null : { type, id },
    ip: row.ip,
    requestId: row.request_id,
    isSuccess: Boolean(row.is_success),
    details: parseJson(row.details),
  });
}
