import type { AccessKind } from 'strapi-plugin-pioneer/contract';
import type { Town } from './town';

export const ACCESS_LOG = 'pioneer_access_log';

/** An entry as it lies in the database, with its details parsed. */
export interface LoggedAccess {
  readonly id: number;
  readonly kind: AccessKind;
  readonly actor: string | null;
  readonly subject: string | null;
  readonly ip: string;
  readonly requestId: string | null;
  readonly isSuccess: boolean;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Where the log ends now: what comes after it belongs to whoever asked. */
export async function endOfLog({ rows }: Town): Promise<number> {
  const last = await rows(ACCESS_LOG).max({ id: 'id' }).first<{ id: number | null }>();
  return Number(last.id ?? 0);
}

/** The entries of some kinds that were written after that, the oldest first. */
export async function loggedSince(
  { rows }: Town,
  end: number,
  ...kinds: readonly AccessKind[]
): Promise<LoggedAccess[]> {
  const found: Record<string, unknown>[] = await rows(ACCESS_LOG)
    .where('id', '>', end)
    .whereIn('kind', kinds)
    .orderBy('id');
  return found.map((row) => ({
    id: Number(row.id),
    kind: row.kind as AccessKind,
    actor: row.actor_id as string | null,
    subject: row.subject_id as string | null,
    ip: String(row.ip),
    requestId: row.request_id as string | null,
    isSuccess: Boolean(row.is_success),
    details: JSON.parse(String(row.details)) as Record<string, unknown>,
  }));
}

/** What a piece of work left in the log, in these kinds. */
export async function loggedBy(
  town: Town,
  kinds: readonly AccessKind[],
  work: () => Promise<unknown>,
): Promise<LoggedAccess[]> {
  const end = await endOfLog(town);
  await work();
  return loggedSince(town, end, ...kinds);
}
