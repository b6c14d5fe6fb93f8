import { GIVEN_COMMANDS, transitionOf } from 'strapi-plugin-pioneer/contract';
import type { Attempt } from '../../../../tools/torture/history';
import type { Rows } from '../../../../tools/torture/keep-violations';
import { attempt, type Case } from './case';
import { type Told, claimHistory, erasing, eventsOf, iso } from './stored';

/** The same, asked for once more under a key of its own. */
const anew = (asked: Attempt, place: number): Attempt => ({ ...asked, key: `anew ${place}` });

/** What was done, and the history of one subject that holds it or not. */
const uploading = attempt(1, 2, {
  ...{ op: 'addEvidence', about: { claimId: 'c', clientId: 'photo' } },
});
const photo = { claimId: 'c', memberId: 'chen', clientId: 'photo' };
const photoHistory = (...events: readonly Told[]): Rows => ({
  pioneer_events: eventsOf('e', events, 'evidence'),
});

const office = { memberId: 'chen', organisationId: 'village', role: 'evaluator' };
const appointing = attempt(1, 2, { op: 'addMembership', about: office, actor: 'administrator' });
const ending = attempt(3, 4, {
  ...{ op: 'endMembership', about: { memberId: 'chen', membershipId: 'm' } },
});
const officeHistory = (...events: readonly Told[]): Rows => ({
  pioneer_events: eventsOf('m', events, 'membership'),
});
const officeBegun: Told = ['membership.created', 0, office];
const officeEnded: Told = ['membership.ended', 1, { endedAt: iso(1) }];

const holding = { memberId: 'chen', postId: 'post' };
const holdingBegun: Told = ['postHolding.begun', 0, holding];
const dismissing = attempt(1, 2, {
  ...{ op: 'dismiss', about: { ...holding, postHoldingId: 'h' } },
});

const moving = attempt(1, 2, {
  ...{ op: 'move', about: { organisationId: 'village', parentId: 'north' } },
  ...{ claimId: 'village', version: 2 },
});
const villageHistory = (parentId: string): Rows => ({
  pioneer_events: eventsOf(
    'village',
    [
      ['organisation.created', 0, { parentId: 'south' }],
      ['organisation.moved', 1, { parentId }],
    ],
    'organisation',
  ),
});

const switching = (op: string) =>
  attempt(1, 2, { op, about: { memberId: 'chen', action: 'report' }, actor: 'administrator' });
const userWho = (blocked: boolean): Rows => ({
  pioneer_members: [{ id: 1, document_id: 'chen', user_id: 1 }],
  up_users: [{ id: 1, document_id: 'user', blocked }],
});
const allowed: Rows = {
  up_permissions: [{ document_id: 'p', action: 'plugin::pioneer.claims.report' }],
};

/** Commands of claims that people give, and as which event they are recorded. */
const COMMANDS: readonly (readonly [command: string, event: string])[] = GIVEN_COMMANDS.filter(
  (command) => command !== 'report' && command !== 'submit',
).map((command) => [command, transitionOf(command).event]);

/** Writes that were acknowledged or refused, and rows that say otherwise. */
export const BREACHES_OF_ACKNOWLEDGED_WRITES: readonly Case[] = [
  ...COMMANDS.map(([command, event]): Case => ({
    invariant: 'I4',
    what: `a command that is recorded and that nobody gave: ${command}`,
    broken: { rows: claimHistory([event, 0]) },
    named: new RegExp(`^claim c ${command} is recorded more often than anybody was told$`),
    sound: {
      rows: claimHistory([event, 0]),
      attempts: [
        attempt(1, 2, {
          ...{ op: command, about: { claimId: 'c', command } },
          ...{ claimId: 'c', version: 1 },
        }),
      ],
    },
  })),
  {
    invariant: 'I4',
    what: 'a photo that was acknowledged and is lost',
    broken: { attempts: [uploading] },
    named: /^addEvidence photo c chen: recorded 0 times, done 1 times/,
    sound: { rows: photoHistory(['evidence.added', 0, photo]), attempts: [uploading] },
  },
  {
    invariant: 'I4',
    what: 'a photo that was refused and is there',
    broken: {
      rows: photoHistory(['evidence.added', 0, photo]),
      attempts: [{ ...uploading, outcome: 'refused' }],
    },
    named: /^addEvidence photo c chen: recorded 1 times, done 0 times and perhaps up to 0$/,
    sound: {
      rows: photoHistory(['evidence.added', 0, photo]),
      attempts: [{ ...uploading, outcome: 'unknown' }],
    },
  },
  {
    invariant: 'I4',
    what: 'a photo that is there twice',
    broken: {
      rows: photoHistory(['evidence.added', 0, photo], ['evidence.added', 1, photo]),
      attempts: [uploading],
    },
    named: /^addEvidence photo c chen: recorded 2 times, done 1 times/,
    // What no report shows is forgotten after a day, and was there all the same.
    sound: {
      rows: photoHistory(['evidence.added', 0, photo], ['evidence.deleted', 25]),
      attempts: [uploading],
    },
  },
  {
    invariant: 'I4',
    what: 'an office that was given and is not recorded',
    broken: { rows: officeHistory(officeBegun), attempts: [appointing, appointing].map(anew) },
    named: /^addMembership chen village evaluator: recorded 1 times, done 2 times/,
    sound: {
      rows: officeHistory(officeBegun, officeEnded, ['membership.resumed', 2, { endedAt: null }]),
      attempts: [appointing, ending, appointing].map(anew),
    },
  },
  {
    invariant: 'I4',
    what: 'an office that was taken and goes on',
    broken: { rows: officeHistory(officeBegun), attempts: [appointing, ending] },
    named: /^endMembership m: recorded 0 times, done 1 times/,
    sound: { rows: officeHistory(officeBegun, officeEnded), attempts: [appointing, ending] },
  },
  {
    invariant: 'I4',
    what: 'a post that was given and is nobody’s',
    broken: { attempts: [attempt(1, 2, { op: 'appoint', about: holding })] },
    named: /^appoint chen post: recorded 0 times, done 1 times/,
    sound: {
      rows: { pioneer_events: eventsOf('h', [holdingBegun], 'postHolding') },
      attempts: [attempt(1, 2, { op: 'appoint', about: holding })],
    },
  },
  {
    invariant: 'I4',
    what: 'a holder who was dismissed and holds the post',
    broken: {
      rows: { pioneer_events: eventsOf('h', [holdingBegun], 'postHolding') },
      attempts: [dismissing],
    },
    named: /^dismiss h: recorded 0 times, done 1 times/,
    sound: {
      rows: {
        pioneer_events: eventsOf('h', [holdingBegun, ['postHolding.ended', 1]], 'postHolding'),
      },
      attempts: [dismissing],
    },
  },
  {
    invariant: 'I4',
    what: 'somebody who has left and is there',
    broken: { attempts: [erasing] },
    named: /^erase chen: recorded 0 times, done 1 times/,
    sound: {
      rows: { pioneer_events: eventsOf('chen', [['member.erased', 1]], 'member') },
      attempts: [erasing],
    },
  },
  {
    invariant: 'I4',
    what: 'an organisation that was moved and lies where it lay',
    broken: { rows: villageHistory('east'), attempts: [moving] },
    named:
      /^organisation village was moved to north under key .+ its version 2 does not lie there$/,
    sound: { rows: villageHistory('north'), attempts: [moving] },
  },
  {
    invariant: 'I4',
    what: 'somebody who was blocked and is not',
    broken: { rows: userWho(false), attempts: [switching('block')] },
    named: /^block under key .+ was acknowledged and is not so of block chen$/,
    sound: { rows: userWho(true), attempts: [switching('block')] },
  },
  {
    invariant: 'I4',
    what: 'somebody who was unblocked and is blocked',
    broken: { rows: userWho(true), attempts: [switching('block'), switching('unblock')] },
    named: /^unblock under key .+ was acknowledged and is not so of user user$/,
    sound: {
      rows: userWho(true),
      attempts: [{ ...switching('block'), outcome: 'unknown' }, switching('unblock')],
    },
  },
  {
    invariant: 'I4',
    what: 'a permission that was given back and is away',
    broken: { attempts: [switching('revoke'), switching('grant')] },
    named: /^grant under key .+ was acknowledged and is not so of grant report$/,
    sound: { rows: allowed, attempts: [switching('revoke'), switching('grant')] },
  },
  {
    invariant: 'I4',
    what: 'a permission that was taken and is there',
    broken: { rows: allowed, attempts: [switching('revoke')] },
    named: /^revoke under key .+ was acknowledged and is not so of permission p$/,
    sound: { attempts: [switching('revoke')] },
  },
];
