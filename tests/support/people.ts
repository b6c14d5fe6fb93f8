import {
  createClient,
  type Call,
  type MembershipRole,
  type MembershipView,
} from 'strapi-plugin-pioneer/contract';
import { uniqueName } from './names';
import type { Town } from './town';

export interface Organisation {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

export interface Member {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly password: string;
  readonly token: string;
  readonly call: Call;
}

/** What somebody is, and where. */
export type Roles = readonly (readonly [role: MembershipRole, organisation: Organisation])[];

/** A new organisation, a root unless it has a parent. */
export async function buildOrganisation(
  town: Town,
  options: { readonly parent?: Organisation; readonly name?: string } = {},
): Promise<Organisation> {
  const code = uniqueName('org').toUpperCase();
  const name = options.name ?? `先锋村 ${code}`;
  const row = { code, name, kind: 'village', parentCode: options.parent?.code ?? null };
  const { data } = await town.administrator('organisations.import', { body: { rows: [row] } });
  if (data.created !== 1) throw new Error(`not imported: ${JSON.stringify(data)}`);
  const found = await town
    .rows('pioneer_organisations')
    .where({ code })
    .first<{ document_id: string }>('document_id');
  return { id: found.document_id, code, name };
}

/** A member who has activated the account and is signed in. */
export async function buildMember(town: Town, roles: Roles = []): Promise<Member> {
  const [member] = await buildMembers(town, [roles]);
  if (member === undefined) throw new Error('no member was built');
  return member;
}

/** Several at once: one import, one invitation, and they activate side by side. */
export async function buildMembers(town: Town, all: readonly Roles[]): Promise<Member[]> {
  const invited = await inviteMembers(town, all);
  return Promise.all(invited.map((account) => activate(town, account)));
}

/** Somebody who has an activation code and has not used it. */
export interface InvitedMember {
  readonly number: string;
  readonly name: string;
  readonly code: string;
}

/** Members as the administrator has imported and invited them, not yet active. */
export async function inviteMembers(town: Town, all: readonly Roles[]): Promise<InvitedMember[]> {
  const rows = all.map((roles) => ({
    number: uniqueName('m'),
    name: '林小满',
    memberships: roles.map(([role, { code }]) => ({ organisationCode: code, role })),
  }));
  const imported = await town.administrator('members.import', { body: { rows } });
  if (imported.data.created !== rows.length) {
    throw new Error(`not imported: ${JSON.stringify(imported.data)}`);
  }
  const numbers = rows.map(({ number }) => number);
  const { data } = await town.administrator('members.invite', { body: { numbers } });
  return rows.map(({ number, name }) => {
    const code = data.codes.find((invitation) => invitation.number === number)?.code;
    if (code === undefined) throw new Error(`not invited: ${JSON.stringify(data)}`);
    return { number, name, code };
  });
}

/** Uses the activation code with a password of its own. */
export async function activate(town: Town, invited: InvitedMember): Promise<Member> {
  const { number, name, code } = invited;
  const password = uniqueName('quiet river');
  const { data } = await town.visitor('session.activate', { body: { number, code, password } });
  const token = data.accessToken;
  const call = createClient({ url: town.url, token: () => token });
  return { id: data.member.id, number, name, password, token, call };
}

/** The running membership of a member in an organisation, of a role where it has several. */
export async function findMembership(
  town: Town,
  member: Member,
  organisation: Organisation,
  role?: MembershipRole,
): Promise<MembershipView> {
  const query = { member: member.id, organisation: organisation.id };
  const { data } = await town.administrator('memberships.find', { query });
  const found = data.filter((membership) => role === undefined || membership.role === role);
  const [membership] = found;
  if (membership === undefined || found.length > 1) {
    throw new Error(`${found.length} memberships of ${member.number} in ${organisation.code}`);
  }
  return membership;
}

/** Ends it, as an administrator does. */
export async function endMembership(
  town: Town,
  member: Member,
  organisation: Organisation,
  role?: MembershipRole,
): Promise<void> {
  const { id, version } = await findMembership(town, member, organisation, role);
  await town.administrator('memberships.end', { params: { id }, body: { version } });
}
