import { sign, verify, type JwtPayload } from 'jsonwebtoken';
import pLimit from 'p-limit';
import { createClient } from 'strapi-plugin-pioneer/contract';
import { invite } from '../../http/activate-members';
import { importMembers, importOrganisations } from '../../http/import-rows';
import { untilDone } from '../../replay/run/publish-tasks';
import type { Stage } from '../stage';
import { makeRules } from './make-rules';

const ROOT = 'TOWN';
const TASK = 'api::task.task';

/** Hashing takes a core; more at once would only wait for each other. */
const AT_ONCE = 4;

/** Access tokens end after minutes; signing in again would be measured with the rest. */
const TOKENS_LAST = '4h';

export interface BenchMember {
  readonly id: string;
  readonly number: string;
  readonly password: string;
  readonly token: string;
}

export interface BenchOpening {
  readonly id: string;
  readonly termsId: string;
}

/** One town with so many members, and after them so many evaluators of its work, all signed in. */
export async function settleMembers(
  stage: Stage,
  { members, evaluators = 0 }: { readonly members: number; readonly evaluators?: number },
): Promise<BenchMember[]> {
  await importOrganisations(stage.administrator, [
    { code: ROOT, name: 'Town', kind: 'town', parentCode: null },
  ]);
  const accounts = Array.from({ length: members + evaluators }, (_, index) => ({
    number: `m${String(index).padStart(5, '0')}`,
    password: `quiet river ${index}`,
  }));
  await importMembers(
    stage.administrator,
    accounts.map(({ number }, index) => ({
      number,
      name: `Member ${number}`,
      phone: null,
      memberships: [{ organisationCode: ROOT, role: index < members ? 'member' : 'evaluator' }],
    })),
  );
  return activate(stage, accounts);
}

/** A member's account before it is one. */
export type Account = Pick<BenchMember, 'number' | 'password'>;

/** Has members who were imported activate their accounts. */
export async function activate(
  { nodes, env, administrator }: Pick<Stage, 'nodes' | 'env' | 'administrator'>,
  accounts: readonly Account[],
): Promise<BenchMember[]> {
  const codes = await invite(
    administrator,
    accounts.map(({ number }) => number),
  );
  const visitor = createClient({ url: nodes[0]?.url ?? '' });
  const limit = pLimit(AT_ONCE);
  return Promise.all(
    accounts.map((account) =>
      limit(async () => {
        const body = { ...account, code: codes.get(account.number) ?? '' };
        const { data } = await visitor('session.activate', { body });
        const token = prolonged(data.accessToken, env.JWT_SECRET ?? '');
        return { ...account, id: data.member.id, token };
      }),
    ),
  );
}

/** The same token, as if it had been given for long enough to measure. */
function prolonged(token: string, secret: string): string {
  const { exp: _exp, ...payload } = verify(token, secret) as JwtPayload;
  return sign(payload, secret, { expiresIn: TOKENS_LAST });
}

/** One task over so many communities: as many openings under the same terms, each with so many slots. */
export async function openCommunities(
  { administrator, db }: Stage,
  { communities, slots }: { readonly communities: number; readonly slots: number },
): Promise<BenchOpening[]> {
  await importOrganisations(
    administrator,
    Array.from({ length: communities }, (_, index) => ({
      code: `C${index}`,
      name: `Community ${index}`,
      kind: 'community',
      parentCode: ROOT,
    })),
  );
  const rules = await makeRules({ administrator });
  const [root] = await db('pioneer_organisations').where({ code: ROOT }).pluck('document_id');
  const taskId = await administrator.create(TASK, {
    title: 'Bench',
    slug: 'bench',
    summary: 'Many places, many slots.',
    category: 'Bench',
    organisation: root,
    ...rules,
    unitKind: 'organisation',
    unitCategory: 'community',
    memberSlots: slots,
    organisationSlots: 0,
  });
  await administrator.publish(TASK, taskId);
  await untilDone(administrator, taskId);
  const found: { id: string; termsId: string }[] = await db('pioneer_openings')
    .where({ task_id: taskId })
    .orderBy('id')
    .select({ id: 'document_id', termsId: 'terms_id' });
  if (found.length !== communities) {
    throw new Error(`${found.length} openings were made, not ${communities}`);
  }
  return found;
}
