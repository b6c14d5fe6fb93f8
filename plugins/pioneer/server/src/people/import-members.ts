import type { Core } from '@strapi/strapi';
import { chunk } from 'lodash';
import { memberRowSchema, type MemberRow as Row } from '../../../contract/people';
import { refusal } from '../../../core/errors';
import type { MembershipRole } from '../../../core/people/roles';
import type { Actor } from '../record/event-table';
import { insertAllRecorded } from '../record/recorded-writes';
import { assertStays } from '../privacy/assert-stays';
import type { Transaction } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { findRowsIn } from '../shared/rows';
import {
  OvertakenError,
  parseRows,
  updateUnlessOvertaken,
  type ImportOutcome,
  type Indexed,
  type RefusedRow,
} from './import-rows';
import { followMembers, resumeMembership } from './add-membership';
import { findOrganisationIds } from './find-organisation-ids';
import { resolvePhones, type WithPhone } from './import-phones';
import { signInNameOf } from './sign-in-name';
import { members, memberships, type MemberRow, type MembershipRow } from './tables';

const MEMBERS_AT_ONCE = 500;

/** A row whose organisations are known. */
interface Resolved {
  readonly index: number;
  readonly number: string;
  readonly name: string;
  readonly kept: WithPhone<Row>['kept'];
  readonly signInName: string;
  readonly memberships: readonly Place[];
}

interface Place {
  readonly organisationId: string;
  readonly role: MembershipRole;
}

/**
 * Makes members and gives them memberships. Those who exist get name and phone of the row and the
 * memberships that they lack; memberships that the row does not list stay as they are, and so does
 * the phone of a row that says nothing of it. Everything
 * is read and inserted set-wise, so a thousand rows cost a few dozen statements.
 *
 * A row that cannot be used is refused alone: INPUT_INVALID, ROW_REPEATED,
 * ORGANISATION_UNKNOWN, PHONE_INVALID, PHONE_TAKEN.
 */
export async function importMembers(
  strapi: Core.Strapi,
  transaction: Transaction,
  request: { readonly rows: readonly unknown[]; readonly actor: Actor },
): Promise<ImportOutcome> {
  const { actor } = request;
  const { accepted, refused } = parseRows(request.rows, memberRowSchema, ({ number }) =>
    signInNameOf(number),
  );
  const reached = await resolvePhones(strapi, transaction, accepted);
  const { resolved, unresolved } = await resolveOrganisations(transaction, reached.accepted);
  const known = await findMembers(transaction, resolved);
  const held = await findMemberships(transaction, [...known.values()]);

  const fresh = resolved.filter(({ signInName }) => !known.has(signInName));
  const created = await insertMembers(transaction, fresh, actor);
  for (const member of created) known.set(member.signInName, member);
  await assertNobodyLeft(transaction, [...known.values()]);
  const updated = new Set([
    ...(await changeMembers(transaction, resolved, known, actor)),
    ...(await addMemberships(transaction, { resolved, known, held, actor })),
  ]);
  if (created.length + updated.size > 0) {
    const names = new Set([...created.map(({ signInName }) => signInName), ...updated]);
    const changed = [...known.values()].filter(({ signInName }) => names.has(signInName));
    await followMembers(
      transaction,
      changed.map(({ id }) => id),
    );
  }
  for (const { signInName } of fresh) updated.delete(signInName);
  return {
    created: created.length,
    updated: updated.size,
    unchanged: resolved.length - created.length - updated.size,
    refused: [...refused, ...reached.refused, ...unresolved],
  };
}

/** Whoever left meanwhile has no number any more: the row is of somebody new. */
async function assertNobodyLeft(
  transaction: Transaction,
  known: readonly MemberRow[],
): Promise<void> {
  for (const part of chunk(known, MEMBERS_AT_ONCE)) {
    await assertStays(
      transaction,
      part.map(({ id }) => id),
    ).catch((error: unknown) => {
      throw error instanceof DomainError ? new OvertakenError() : error;
    });
  }
}

async function resolveOrganisations(
  transaction: Transaction,
  rows: readonly Indexed<WithPhone<Row>>[],
): Promise<{ readonly resolved: Resolved[]; readonly unresolved: RefusedRow[] }> {
  const idOf = await findOrganisationIds(
    transaction,
    rows.flatMap((row) => row.memberships.map(({ organisationCode }) => organisationCode)),
  );
  const resolved: Resolved[] = [];
  const unresolved: RefusedRow[] = [];
  for (const { index, number, name, kept, memberships: wanted } of rows) {
    const unknown = wanted.find(({ organisationCode }) => !idOf.has(organisationCode));
    if (unknown !== undefined) {
      const facts = { code: unknown.organisationCode };
      unresolved.push({ index, refusal: refusal('ORGANISATION_UNKNOWN', facts) });
      continue;
    }
    const places = new Map<string, Place>();
    for (const { organisationCode, role } of wanted) {
      const organisationId = idOf.get(organisationCode) ?? '';
      places.set(`${organisationId} ${role}`, { organisationId, role });
    }
    const signInName = signInNameOf(number);
    resolved.push({ index, number, name, kept, signInName, memberships: [...places.values()] });
  }
  return { resolved, unresolved };
}

/** Members that exist already, by sign-in name. */
async function findMembers(
  transaction: Transaction,
  rows: readonly Resolved[],
): Promise<Map<string, MemberRow>> {
  const names = rows.map(({ signInName }) => signInName);
  const found = await findRowsIn(transaction, members, 'signInName', names);
  return new Map(found.map((member) => [member.signInName, member]));
}

async function findMemberships(
  transaction: Transaction,
  existing: readonly MemberRow[],
): Promise<Map<string, MembershipRow>> {
  const ids = existing.map(({ id }) => id);
  const found = await findRowsIn(transaction, memberships, 'memberId', ids);
  return new Map(found.map((membership) => [keyOf(membership.memberId, membership), membership]));
}

function keyOf(memberId: string, { organisationId, role }: Place): string {
  return `${memberId} ${organisationId} ${role}`;
}

async function insertMembers(
  transaction: Transaction,
  rows: readonly Resolved[],
  actor: Actor,
): Promise<MemberRow[]> {
  const values = rows.map(({ number, signInName, name, kept }) => ({
    number,
    signInName,
    name,
    ...kept,
  }));
  return insertAllRecorded(transaction, members, values, { type: 'member.created', actor });
}

/** @returns sign-in names of the members whose name or phone changed */
async function changeMembers(
  transaction: Transaction,
  rows: readonly Resolved[],
  known: ReadonlyMap<string, MemberRow>,
  actor: Actor,
): Promise<string[]> {
  const changed: string[] = [];
  for (const { signInName, name, kept } of rows) {
    const before = known.get(signInName);
    if (before === undefined) continue;
    const hasPhone = kept === undefined || kept.phoneHash === before.phoneHash;
    if (hasPhone && before.name === name) continue;
    const changes = hasPhone ? { name } : { name, ...kept };
    const happening = { type: 'member.updated', actor };
    await updateUnlessOvertaken(transaction, members, before, changes, happening);
    changed.push(signInName);
  }
  return changed;
}

/** @returns sign-in names of the members who got a membership */
async function addMemberships(
  transaction: Transaction,
  entry: {
    readonly resolved: readonly Resolved[];
    readonly known: ReadonlyMap<string, MemberRow>;
    readonly held: ReadonlyMap<string, MembershipRow>;
    readonly actor: Actor;
  },
): Promise<string[]> {
  const { resolved, known, held, actor } = entry;
  const missing = new Map<string, Place & { readonly memberId: string }>();
  const changed: string[] = [];
  for (const row of resolved) {
    const memberId = known.get(row.signInName)?.id ?? '';
    for (const place of row.memberships) {
      const membership = held.get(keyOf(memberId, place));
      if (membership !== undefined && membership.endedAt === null) continue;
      changed.push(row.signInName);
      if (membership === undefined) missing.set(keyOf(memberId, place), { memberId, ...place });
      else await resumeMembership(transaction, membership, actor);
    }
  }
  const happening = { type: 'membership.created', actor };
  await insertAllRecorded(transaction, memberships, [...missing.values()], happening);
  return changed;
}
