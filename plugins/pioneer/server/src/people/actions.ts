import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { isoOf } from '../../../core/time';
import { administratorOf, memberOf } from '../shared/caller';
import { transact } from '../shared/database';
import { serve } from '../shared/serve';
import { addMembership } from './add-membership';
import { activateMember } from './activate-member';
import { editOrganisation } from './edit-organisation';
import { endMembership } from './end-membership';
import { findMe } from './find-me';
import { findMembership, findMemberships } from './find-memberships';
import { findOrganisation, findOrganisations } from './find-organisations';
import { importMembers } from './import-members';
import { importOrganisations } from './import-organisations';
import { presentOutcome, presentRefusedRows, transactImport } from './import-rows';
import { inviteMembers } from './invite-members';
import { lookUpOrganisation, searchMembers, searchOrganisations } from './look-up';
import { moveOrganisation } from './move-organisation';
import { signIn } from './sign-in';
import { signInKeysOf } from './sign-in-name';
import { startSession, type Account } from './start-session';
import { throttleAttempt } from './throttle';

/** Proves who somebody is, within the limits on failures, and starts the session. */
async function enter(
  strapi: Core.Strapi,
  ctx: Context,
  number: string,
  prove: () => Promise<Account>,
) {
  const { attemptKey } = signInKeysOf(strapi, number);
  const account = await throttleAttempt(ctx, attemptKey, prove);
  const accessToken = await startSession(strapi, ctx, account);
  return { data: { accessToken, member: { id: account.memberId } } };
}

/** Actions of the content API and the admin panel about people and organisations. */
export const peopleActions = {
  'session.activate': (strapi: Core.Strapi) =>
    serve(strapi, 'session.activate', ({ body, ctx }) =>
      enter(strapi, ctx, body.number, () => activateMember(strapi, body)),
    ),
  'session.signIn': (strapi: Core.Strapi) =>
    serve(strapi, 'session.signIn', ({ body, ctx }) =>
      enter(strapi, ctx, body.number, () => signIn(strapi, body)),
    ),
  'me.findOne': (strapi: Core.Strapi) =>
    serve(strapi, 'me.findOne', async ({ caller }) => ({
      data: await findMe(strapi, memberOf(caller)),
    })),
  'organisation.find': (strapi: Core.Strapi) =>
    serve(strapi, 'organisation.find', ({ query }) => findOrganisations(strapi, query)),
  'organisation.findOne': (strapi: Core.Strapi) =>
    serve(strapi, 'organisation.findOne', async ({ params }) => ({
      data: await findOrganisation(strapi, params.id),
    })),
  'organisations.search': (strapi: Core.Strapi) =>
    serve(strapi, 'organisations.search', async ({ query }) => ({
      data: await searchOrganisations(strapi, query.q),
    })),
  'organisations.findOne': (strapi: Core.Strapi) =>
    serve(strapi, 'organisations.findOne', async ({ params }) => ({
      data: await lookUpOrganisation(strapi, params.id),
    })),
  'members.search': (strapi: Core.Strapi) =>
    serve(strapi, 'members.search', async ({ query }) => ({
      data: await searchMembers(strapi, query.q),
    })),
  'organisations.import': (strapi: Core.Strapi) =>
    serve(strapi, 'organisations.import', async ({ body, caller }) => {
      const request = { rows: body.rows, actor: administratorOf(caller) };
      const outcome = await transactImport(strapi, (transaction) =>
        importOrganisations(transaction, request),
      );
      return { data: presentOutcome(outcome, caller.language) };
    }),
  'organisations.edit': (strapi: Core.Strapi) =>
    serve(strapi, 'organisations.edit', async ({ params: { id }, body, caller }) => {
      const request = { id, ...body, actor: administratorOf(caller) };
      await transact(strapi, (transaction) => editOrganisation(transaction, request));
      return { data: await findOrganisation(strapi, id) };
    }),
  'organisations.move': (strapi: Core.Strapi) =>
    serve(strapi, 'organisations.move', async ({ params: { id }, body, caller }) => {
      const request = { id, ...body, actor: administratorOf(caller) };
      await transact(strapi, (transaction) => moveOrganisation(transaction, request));
      return { data: await findOrganisation(strapi, id) };
    }),
  'members.import': (strapi: Core.Strapi) =>
    serve(strapi, 'members.import', async ({ body, caller }) => {
      const request = { rows: body.rows, actor: administratorOf(caller) };
      const outcome = await transactImport(strapi, (transaction) =>
        importMembers(strapi, transaction, request),
      );
      return { data: presentOutcome(outcome, caller.language) };
    }),
  'members.invite': (strapi: Core.Strapi) =>
    serve(strapi, 'members.invite', async ({ body, caller }) => {
      const request = { numbers: body.numbers, actor: administratorOf(caller) };
      const { codes, refused } = await transactImport(strapi, (transaction) =>
        inviteMembers(strapi, transaction, request),
      );
      return {
        data: {
          codes: codes.map((code) => ({ ...code, expiresAt: isoOf(code.expiresAt) })),
          refused: presentRefusedRows(refused, caller.language),
        },
      };
    }),
  'memberships.find': (strapi: Core.Strapi) =>
    serve(strapi, 'memberships.find', ({ query }) => findMemberships(strapi, query)),
  'memberships.add': (strapi: Core.Strapi) =>
    serve(strapi, 'memberships.add', async ({ body, caller }) => {
      const request = { ...body, actor: administratorOf(caller) };
      const id = await transactImport(strapi, (transaction) => addMembership(transaction, request));
      return { data: await findMembership(strapi, id) };
    }),
  'memberships.end': (strapi: Core.Strapi) =>
    serve(strapi, 'memberships.end', async ({ params: { id }, body, caller }) => {
      const request = { id, ...body, actor: administratorOf(caller) };
      await transact(strapi, (transaction) => endMembership(transaction, request));
      return { data: await findMembership(strapi, id) };
    }),
};
