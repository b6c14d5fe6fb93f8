import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { originOf } from '../access-log/origin';
import { logOrRefuse } from '../access-log/write-access';
import type { Caller } from '../shared/caller';
import { shownName, shownPhone } from './show-person';

/** The people of one answer to an administrator, each as this administrator sees them. */
export interface People {
  /** Whether they are seen by name; then they may be looked for by name, too. */
  readonly isNamed: boolean;
  name(member: { readonly id: string; readonly name: string }): string;
  phone(member: { readonly id: string }, phone: string): string;
}

/**
 * Makes an answer that shows people to an administrator. What is shown in full is in the access log,
 * with the ids of all whom it shows, before it is given; without the entry there is no answer.
 *
 * @throws DomainError ACCESS_NOT_LOGGED
 */
export async function showPeople<Answer>(
  strapi: Core.Strapi,
  { caller, ctx }: { readonly caller: Caller; readonly ctx: Context },
  make: (people: People) => Promise<Answer>,
): Promise<Answer> {
  const { panelSight: sight } = caller;
  const seen = new Map<string, Set<string>>([
    ['names', new Set()],
    ['phones', new Set()],
  ]);
  const answer = await make({
    isNamed: sight.name === 'full',
    name({ id, name }) {
      if (sight.name === 'full') seen.get('names')?.add(id);
      return shownName(sight, name);
    },
    phone({ id }, phone) {
      if (sight.phone === 'full') seen.get('phones')?.add(id);
      return shownPhone(sight, phone);
    },
  });
  const inFull = [...seen].filter(([, ids]) => ids.size > 0);
  if (inFull.length === 0) return answer;
  await logOrRefuse(strapi, {
    kind: 'personRead',
    actor: { kind: 'administrator', id: caller.administratorId },
    origin: originOf(ctx),
    isSuccess: true,
    details: {
      path: ctx.path,
      ...Object.fromEntries(inFull.map(([what, ids]) => [what, [...ids]])),
    },
  });
  return answer;
}
