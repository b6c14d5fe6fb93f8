import type { ErasurePlan } from '../../../contract/leaving';
import { DONE_STATES, ENDED_STATES } from '../../../core/work/states';
import { evidence } from '../evidence/tables';
import { whereHeld } from '../people/post-holders';
import { organisationRefFrom, organisationRefSelect } from '../people/refs';
import { members, memberships, organisations, postHoldings, posts } from '../people/tables';
import { countOf, type Reading } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { findRow } from '../shared/rows';
import { claims, reports, verdicts } from '../work/tables';
import { findNaming } from './rename-in-steps';

/**
 * What ends and what is deleted when a member is erased, and where nobody is left for what the member
 * was. It keeps nobody from leaving; whoever is responsible sees where to find somebody else.
 *
 * @throws DomainError NOT_FOUND, MEMBER_ERASED
 */
export async function findErasure(reading: Reading, memberId: string): Promise<ErasurePlan> {
  const { trx } = reading;
  const member = await findRow(reading, members, { id: memberId });
  if (member === null) throw new DomainError('NOT_FOUND');
  if (member.erasedAt !== null) throw new DomainError('MEMBER_ERASED');
  const ofMember = { member_id: memberId };
  const live = trx(claims.name)
    .where({ claimant_kind: 'member', claimant_id: memberId })
    .whereNotIn('state', [...ENDED_STATES, ...DONE_STATES]);
  const held = whereHeld(
    trx(`${postHoldings.name} as h`).where('h.member_id', memberId),
    reading.now,
  );
  return {
    claims: await countOf(live),
    memberships: await countOf(trx(memberships.name).where(ofMember).whereNull('ended_at')),
    posts: await countOf(held),
    reports: await countOf(trx(reports.name).where(ofMember)),
    verdicts: await countOf(trx(verdicts.name).where({ evaluator_id: memberId })),
    evidence: await countOf(trx(evidence.name).where(ofMember)),
    missed: [
      ...(await findLastOfRole(reading, memberId)),
      ...(await findLastHolder(reading, memberId)),
      ...(await findNaming(reading, member.signInName)).map(({ name }) => {
        return { as: 'named' as const, organisation: null, title: name };
      }),
    ],
  };
}

type Missed = ErasurePlan['missed'];

/** Where nobody else is evaluator, manager or representative. */
async function findLastOfRole({ trx }: Reading, memberId: string): Promise<Missed> {
  const others = trx(`${memberships.name} as other`)
    .whereRaw('other.organisation_id = ms.organisation_id')
    .whereRaw('other.role = ms.role')
    .whereNot('other.member_id', memberId)
    .whereNull('other.ended_at');
  const found: Record<string, unknown>[] = await trx(`${memberships.name} as ms`)
    .join(`${organisations.name} as og`, 'og.document_id', 'ms.organisation_id')
    .where('ms.member_id', memberId)
    .whereNull('ms.ended_at')
    .whereIn('ms.role', ['evaluator', 'manager', 'representative'])
    .whereNotExists(others.select(trx.raw('1')))
    .orderBy('ms.id')
    .select({ as: 'ms.role', ...organisationRefSelect('og') });
  return found.map((row) => ({
    as: row.as as Missed[number]['as'],
    organisation: organisationRefFrom('og', row),
    title: null,
  }));
}

/** Posts that nobody else holds. */
async function findLastHolder({ trx, now }: Reading, memberId: string): Promise<Missed> {
  const ofPost = trx(`${postHoldings.name} as h`)
    .whereRaw('h.post_id = p.document_id')
    .select(trx.raw('1'));
  const own = whereHeld(ofPost.clone().where('h.member_id', memberId), now);
  const others = whereHeld(ofPost.clone().whereNot('h.member_id', memberId), now);
  const found: Record<string, unknown>[] = await trx(`${posts.name} as p`)
    .join(`${organisations.name} as og`, 'og.document_id', 'p.organisation_id')
    .where('p.is_active', true)
    .whereExists(own)
    .whereNotExists(others)
    .orderBy('p.id')
    .select({ title: 'p.title', ...organisationRefSelect('og') });
  return found.map((row) => ({
    as: 'holder',
    organisation: organisationRefFrom('og', row),
    title: String(row.title),
  }));
}
