import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { isoOf } from '../../../core/time';
import { logRoles } from '../access-log/log-roles';
import { originOf } from '../access-log/origin';
import { watchEntry } from '../access-log/watch-entry';
import { writeAccess } from '../access-log/write-access';
import { showPeople } from '../masking/show-people';
import { administratorOf, memberOf } from '../shared/caller';
import { transact } from '../shared/database';
import { serve } from '../shared/serve';
import { addMembership } from './add-membership';
import { activateMember } from './activate-member';
import { editOrganisation } from './edit-organisation';
import { endMembership } from './end-membership';
import { findMe } from './find-me';
import { findMember } from './find-member';
import { findMembership, findMemberships } from './find-memberships';
import { findOrganisation, findOrganisations } from './find-organisations';
import { importAction } from './import-action';
import { importMembers } from './import-members';
import { importOrganisations } from './import-organisations';
import { presentRefusedRows, transactImport } from './import-rows';
import { inviteMembers } from './invite-members';
import { lookUpOrganisation, searchMembers, searchOrganisations } from './look-up';
import { moveOrganisation } from './move-organisation';
import { signIn } from './sign-in';
import { signInKeysOf } from './sign-in-name';
import { startSession, type Account } from './start-session';
import { throttleAttempt } from './throttle-attempts';

/** Proves who somebody is, within the limits on failures and logged, and starts the session. */
async function enter(
  strapi: Core.Strapi,
  ctx: Context,
  entry: { readonly kind: 'signIn' | 'activation'; readonly name: string },
  prove: () => Promise<Account>,
) {
  const { attemptKey } = signInKeysOf(strapi, entry.name);
  const account = await watchEntry(strapi, ctx, entry, () =>
    throttleAttempt(strapi, ctx, attemptKey, prove),
  );
  const accessToken = await startSession(strapi, ctx, account);
  return { data: { accessToken, member: { id: account.memberId } } };
}

/** Actions of the content API and the admin panel about people and organisations. */
export const peopleActions = {
  'session.activate': (strapi: Core.Strapi) =>
    serve(strapi, 'session.activate', ({ body, ctx }) =>
      enter(strapi, ctx, { kind: 'activation', name: body.number }, () =>
        activateMember(strapi, body),
      ),
    ),
  'session.signIn': (strapi: Core.Strapi) =>
    serve(strapi, 'session.signIn', ({ body, ctx }) =>
      enter(strapi, ctx, { kind: 'signIn', name: body.number }, () => signIn(strapi, body)),
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
    serve(strapi, 'members.search', ({ query, ...asked }) =>
      showPeople(strapi, asked, async (people) => ({
        data: await searchMembers(strapi, query.q, people),
      })),
    ),
  'members.findOne': (strapi: Core.Strapi) =>
    serve(strapi, 'members.findOne', ({ params, ...asked }) =>
      showPeople(strapi, asked, async (people) => ({
        data: await findMember(strapi, params.id, people),
      })),
    ),
  'organisations.import': importAction('organisations.import', importOrganisations),
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
  'members.import': importAction(
    'members.import',
    async (transaction, request, { strapi, caller, ctx }) => {
      const { refused, ...counts } = await importMembers(strapi, transaction, request);
      await logRoles(strapi, transaction, { caller, ctx, details: { ...counts } });
      return { refused, ...counts };
    },
  ),
  'members.invite': (strapi: Core.Strapi) =>
    serve(strapi, 'members.invite', async ({ body, caller, ctx }) => {
      const request = { numbers: body.numbers, actor: administratorOf(caller) };
      const { codes, refused } = await transactImport(strapi, async (transaction) => {
        const made = await inviteMembers(strapi, transaction, request);
        const members = made.codes.map(({ memberId }) => memberId);
        const access = { kind: 'codesMade', actor: request.actor, isSuccess: true } as const;
        const origin = originOf(ctx);
        await writeAccess(strapi, transaction, { ...access, origin, details: { members } });
        return made;
      });
      return {
        data: {
          codes: codes.map(({ memberId: _, ...code }) => ({
            ...code,
            expiresAt: isoOf(code.expiresAt),
          })),
          refused: presentRefusedRows(refused, caller.language),
        },
      };
    }),
  'memberships.find': (strapi: Core.Strapi) =>
    serve(strapi, 'memberships.find', ({ query, ...asked }) =>
      showPeople(strapi, asked, (people) => findMemberships(strapi, query, people)),
    ),
  'memberships.add': (strapi: Core.Strapi) =>
    serve(strapi, 'memberships.add', async ({ body, ...asked }) => {
      const request = { ...body, actor: administratorOf(asked.caller) };
      const { memberId, organisationId, role } = body;
      const subject = { type: 'member', id: memberId };
      const id = await transactImport(strapi, async (transaction) => {
        const added = await addMembership(transaction, request);
        const details = { organisationId, role };
        await logRoles(strapi, transaction, { ...asked, subject, details });
        return added;
      });
      return showPeople(strapi, asked, async (people) => ({
        data: await findMembership(strapi, id, people),
      }));
    }),
  'memberships.end': (strapi: Core.Strapi) =>
    serve(strapi, 'memberships.end', async ({ params: { id }, body, ...asked }) => {
      const request = { id, ...body, actor: administratorOf(asked.caller) };
      await transact(strapi, async (transaction) => {
        const { memberId, organisationId, role } = await endMembership(transaction, request);
        const subject = { type: 'member', id: memberId };
        const details = { organisationId, role };
        await logRoles(strapi, transaction, { ...asked, subject, details });
      });
      return showPeople(strapi, asked, async (people) => ({
        data: await findMembership(strapi, id, people),
      }));
    }),
};
