import type { Core } from '@strapi/strapi';
import type { z } from 'zod';
import type { claimSchema } from '../../../contract/work';
import type { GivenCommand } from '../../../core/work/given-commands';
import { administratorOf, memberOf, type Caller, type CallingMember } from '../shared/caller';
import { transact, type Transaction } from '../shared/database';
import { serve, type Request } from '../shared/serve';
import { applyTerms } from './apply-terms';
import { archiveDrive, archiveTask } from './archive-tasks';
import { assignClaims } from './assign-claims';
import { checkTask } from './check-task';
import { claimOpening, lookAtOpening } from './claim-opening';
import { findClaim, findTimeline } from './find-claim';
import { findClaims } from './find-claims';
import { findOutdated } from './find-outdated';
import { moveClaim, moveClaims } from './move-claims';
import { findOpening, findOpenings } from './find-openings';
import { getClaimContext, giveCommand } from './give-command';
import { giveVerdict } from './give-verdict';
import { cancelClaims } from './manage-opening';
import { presentClaim } from './present-claim';
import { reportProgress, submitClaim } from './report-progress';
import { findTaskOpenings } from './task-openings';
import { allowWithdrawal, withdrawClaim } from './withdraw-claim';

/** A command and the claim as its giver sees it afterwards, in one transaction. */
async function command(
  strapi: Core.Strapi,
  caller: Caller,
  run: (transaction: Transaction) => Promise<string>,
): Promise<{ data: z.output<typeof claimSchema> }> {
  return transact(strapi, async (transaction) => {
    const claimId = await run(transaction);
    const context = await getClaimContext(transaction, claimId, memberOf(caller));
    const { language } = caller;
    return { data: presentClaim(context, { now: transaction.now, language }) };
  });
}

type CommandName = `claims.${GivenCommand}`;

/** The action of a command on a claim: what it says, about which claim, by whom. */
function onClaim<Name extends CommandName>(
  name: Name,
  run: (
    transaction: Transaction,
    entry: Request<Name>['body'] & { readonly claimId: string; readonly member: CallingMember },
    strapi: Core.Strapi,
  ) => Promise<unknown>,
) {
  return (strapi: Core.Strapi) =>
    serve<CommandName>(strapi, name, ({ params, body, caller }) =>
      command(strapi, caller, async (transaction) => {
        const entry = { ...body, claimId: params.id, member: memberOf(caller) };
        await run(transaction, entry as Parameters<typeof run>[1], strapi);
        return params.id;
      }),
    );
}

/** The action of a command that brings nothing along. */
function plainCommand(name: 'acknowledge' | 'acceptOffer' | 'approve') {
  return onClaim<CommandName>(`claims.${name}`, (transaction, entry) =>
    giveCommand(transaction, { ...entry, command: name }),
  );
}

/** The action of a command that ends a claim for a reason. */
function endingCommand(name: 'decline' | 'refuse' | 'cancel') {
  return onClaim<`claims.${typeof name}`>(`claims.${name}`, (transaction, { reason, ...entry }) =>
    giveCommand(transaction, { ...entry, command: name, columns: { endReason: reason } }),
  );
}

/** Actions of the content API and the admin panel about openings and claims. */
export const workActions = {
  'openings.find': (strapi: Core.Strapi) =>
    serve(strapi, 'openings.find', ({ query, caller }) =>
      findOpenings(strapi, { query, reader: caller.member, language: caller.language }),
    ),
  'openings.findOne': (strapi: Core.Strapi) =>
    serve(strapi, 'openings.findOne', async ({ params, caller }) => ({
      data: await findOpening(strapi, {
        openingId: params.id,
        reader: caller.member,
        language: caller.language,
      }),
    })),
  'openings.claim': (strapi: Core.Strapi) =>
    serve(strapi, 'openings.claim', async ({ params, body, caller }) => {
      const request = {
        openingId: params.id,
        termsId: body.termsId,
        organisationId: body.organisationId ?? null,
        coClaimantIds: body.coClaimantIds,
        isWilling: body.wait,
        member: memberOf(caller),
      };
      const look = await lookAtOpening(strapi, request);
      return command(strapi, caller, (transaction) => claimOpening(transaction, request, look));
    }),
  'openings.assign': (strapi: Core.Strapi) =>
    serve(strapi, 'openings.assign', async ({ params, body, caller }) => ({
      data: await transact(strapi, (transaction) =>
        assignClaims(transaction, {
          openingId: params.id,
          body,
          manager: memberOf(caller),
          language: caller.language,
        }),
      ),
    })),
  'openings.cancelClaims': (strapi: Core.Strapi) =>
    serve(strapi, 'openings.cancelClaims', async ({ params, body, caller }) => {
      const request = { openingId: params.id, reason: body.reason, manager: memberOf(caller) };
      const cancelled = await transact(strapi, (transaction) => cancelClaims(transaction, request));
      return { data: { cancelled } };
    }),
  'openings.moveClaims': (strapi: Core.Strapi) =>
    serve(strapi, 'openings.moveClaims', async ({ params, body, caller }) => {
      const request = { openingId: params.id, reason: body.reason, manager: memberOf(caller) };
      const moved = await transact(strapi, (transaction) => moveClaims(transaction, request));
      return { data: { moved } };
    }),
  'claims.find': (strapi: Core.Strapi) =>
    serve(strapi, 'claims.find', ({ query, caller }) =>
      findClaims(strapi, { query, reader: memberOf(caller), language: caller.language }),
    ),
  'claims.findOne': (strapi: Core.Strapi) =>
    serve(strapi, 'claims.findOne', async ({ params, caller }) => ({
      data: await findClaim(strapi, {
        claimId: params.id,
        reader: memberOf(caller),
        language: caller.language,
      }),
    })),
  'claims.findTimeline': (strapi: Core.Strapi) =>
    serve(strapi, 'claims.findTimeline', ({ params, query, caller }) =>
      findTimeline(strapi, { claimId: params.id, query, reader: memberOf(caller) }),
    ),
  'claims.report': onClaim('claims.report', (transaction, entry) =>
    reportProgress(transaction, entry),
  ),
  'claims.submit': onClaim('claims.submit', (transaction, entry) =>
    submitClaim(transaction, entry),
  ),
  'claims.acknowledge': plainCommand('acknowledge'),
  'claims.withdraw': onClaim('claims.withdraw', (transaction, { reason, ...entry }) =>
    withdrawClaim(transaction, { ...entry, reason }),
  ),
  'claims.acceptOffer': plainCommand('acceptOffer'),
  'claims.extend': onClaim('claims.extend', (transaction, { dueAt, ...entry }) =>
    giveCommand(transaction, {
      ...entry,
      command: 'extend',
      prepare: () => (dueAt === undefined ? {} : { dueAt }),
    }),
  ),
  'claims.approve': plainCommand('approve'),
  'claims.decline': endingCommand('decline'),
  'claims.refuse': endingCommand('refuse'),
  'claims.cancel': endingCommand('cancel'),
  'claims.allowWithdrawal': onClaim('claims.allowWithdrawal', (transaction, entry) =>
    allowWithdrawal(transaction, entry),
  ),
  'claims.moveToTerms': onClaim('claims.moveToTerms', (transaction, entry) =>
    moveClaim(transaction, entry),
  ),
  'claims.denyWithdrawal': onClaim('claims.denyWithdrawal', (transaction, { reason, ...entry }) =>
    giveCommand(transaction, {
      ...entry,
      command: 'denyWithdrawal',
      columns: { withdrawalAnswer: reason },
    }),
  ),
  'claims.accept': onClaim('claims.accept', (transaction, entry, strapi) =>
    giveVerdict(strapi, transaction, { ...entry, decision: 'accept' }),
  ),
  'claims.return': onClaim('claims.return', (transaction, entry, strapi) =>
    giveVerdict(strapi, transaction, { ...entry, decision: 'return', scores: null }),
  ),
  'claims.reject': onClaim('claims.reject', (transaction, entry, strapi) =>
    giveVerdict(strapi, transaction, { ...entry, decision: 'reject' }),
  ),
  'tasks.check': (strapi: Core.Strapi) =>
    serve(strapi, 'tasks.check', async ({ params, caller }) => ({
      data: await checkTask(strapi, params, caller.language),
    })),
  'tasks.archive': (strapi: Core.Strapi) =>
    serve(strapi, 'tasks.archive', async ({ params, caller }) => ({
      data: await archiveTask(strapi, params, administratorOf(caller)),
    })),
  'drives.archive': (strapi: Core.Strapi) =>
    serve(strapi, 'drives.archive', async ({ params, caller }) => ({
      data: await archiveDrive(strapi, params.id, administratorOf(caller)),
    })),
  'tasks.findOutdated': (strapi: Core.Strapi) =>
    serve(strapi, 'tasks.findOutdated', async ({ query, caller }) => ({
      data: await findOutdated(strapi, query, caller.language),
    })),
  'tasks.applyTerms': (strapi: Core.Strapi) =>
    serve(strapi, 'tasks.applyTerms', async ({ body, caller }) => {
      const { language } = caller;
      const request = { tasks: body.tasks, actor: administratorOf(caller), language };
      return { data: await applyTerms(strapi, request) };
    }),
  'tasks.findOpenings': (strapi: Core.Strapi) =>
    serve(strapi, 'tasks.findOpenings', async ({ params }) => ({
      data: await findTaskOpenings(strapi, params),
    })),
};
