import type { Knex } from 'knex';
import type { Instant } from '../../../core/time';
import type { CallingMember } from '../shared/caller';
import type { Reading } from '../shared/database';
import { organisationClosures, postHoldings } from './tables';

/**
 * Narrows holdings `h` to those that run at this moment, as `holdsAt` says it in core: a term ends
 * by itself, without anybody writing it down.
 */
export function whereHeld(select: Knex.QueryBuilder, now: Instant): Knex.QueryBuilder {
  return select.whereNull('h.ended_at').where((running) => {
    void running.whereNull('h.until').orWhere('h.until', '>', new Date(now));
  });
}

/**
 * Whether the reader belongs where the post `p` is: is a member of its organisation, of one above it
 * or of one below.
 */
export function isNearCondition(trx: Knex, reader: PostReader): Knex.Raw<boolean> {
  if (reader === null || reader === 'administrator') return trx.raw('(1 = 0)');
  const ids = reader.memberships.map(({ organisationId }) => organisationId);
  if (ids.length === 0) return trx.raw('(1 = 0)');
  const list = ids.map(() => '?').join(', ');
  return trx.raw(
    `exists (select 1 from ${organisationClosures.name} as near
      where (near.descendant_id = p.organisation_id and near.ancestor_id in (${list}))
        or (near.ancestor_id = p.organisation_id and near.descendant_id in (${list})))`,
    [...ids, ...ids],
  );
}

/** How many hold the post `p` now, as a subquery. */
export function countHolders({ trx, now }: Reading): Knex.QueryBuilder {
  const held = trx(`${postHoldings.name} as h`).where('h.post_id', trx.ref('p.document_id'));
  return whereHeld(held, now).count('*');
}

/** Who looks at posts: a member, an administrator of the admin panel, or the public. */
export type PostReader = CallingMember | 'administrator' | null;

/**
 * Whether the reader appoints the holders of the post `p`: as manager of its own organisation,
 * where `appointers` lets that or nothing lies above it, or as manager of one above. Administrators
 * do everywhere.
 */
export function mayAppointCondition(trx: Knex, reader: PostReader): Knex.Raw<boolean> {
  if (reader === 'administrator') return trx.raw('(1 = 1)');
  const managed = (reader?.memberships ?? [])
    .filter(({ role }) => role === 'manager')
    .map(({ organisationId }) => organisationId);
  if (managed.length === 0) return trx.raw('(1 = 0)');
  const list = managed.map(() => '?').join(', ');
  return trx.raw(
    `exists (select 1 from ${organisationClosures.name} as up
      where up.descendant_id = p.organisation_id and up.ancestor_id in (${list})
        and (p.appointers = 'own' or up.depth > 0
          or not exists (select 1 from ${organisationClosures.name} as root
            where root.descendant_id = p.organisation_id and root.depth > 0)))`,
    managed,
  );
}
