import type { Attempt, FaultSpan } from '../../../../tools/torture/history';
import { attempt, type Case } from './case';

const seen = { claimId: 'claim' };
const read = { op: 'read', ...seen };
const twice = { key: 'same' };
const member = { about: { memberId: 'chen' }, actor: 'administrator' };
const assign = { op: 'assign', about: { underOfficeId: 'office' } };
const permission = { op: 'revoke', about: { action: 'report' } };
const office = { op: 'endMembership', about: { officeId: 'office' } };

const fault = (name: FaultSpan['fault']): FaultSpan => ({
  fault: name,
  node: 0,
  from: 100,
  to: 200,
});
const unsure = (status: number | null, code: string): Partial<Attempt> => ({
  outcome: 'unknown',
  status,
  code,
});
const away = unsure(503, 'DATABASE_UNAVAILABLE');
const busy = (length: number) => Array.from({ length }, () => attempt(1, 2));
const unheard = unsure(null, 'NO_ANSWER');

/** Breaches that the history alone shows. */
export const BREACHES_OF_HISTORIES: readonly Case[] = [
  {
    invariant: 'I4',
    what: 'a node that shows what was before',
    broken: {
      attempts: [
        attempt(1, 2, { ...seen, version: 2 }),
        attempt(3, 4, { ...read, version: 1, node: 1 }),
      ],
    },
    named: /^node 1 showed version 1 of claim claim after version 2 was acknowledged$/,
    sound: {
      attempts: [
        attempt(1, 4, { ...seen, version: 2 }),
        attempt(3, 5, { ...read, version: 1, node: 1 }),
      ],
    },
  },
  {
    invariant: 'I4',
    what: 'an acknowledged command that nobody recorded',
    broken: {
      attempts: [
        attempt(1, 2, {
          ...{ op: 'withdraw', about: { claimId: 'c', command: 'withdraw' } },
          ...{ claimId: 'c', version: 2 },
        }),
      ],
    },
    named: /^claim c: "withdraw" was acknowledged as version 2 and is not recorded$/,
  },
  {
    invariant: 'I5',
    what: 'an acknowledged report that is nowhere',
    broken: {
      rows: { pioneer_reports: [{ claim_id: 'c', client_id: 'two', version: 1 }] },
      attempts: ['one', 'two'].map((clientId) =>
        attempt(1, 2, { about: { claimId: 'c', command: 'report', clientId } }),
      ),
    },
    named: /^report one was lost$/,
  },
  {
    invariant: 'I18',
    what: 'two answers to one request',
    broken: {
      attempts: [
        attempt(1, 2, { ...twice, digest: 'a' }),
        attempt(3, 4, { ...twice, digest: 'b', node: 1 }),
      ],
    },
    named: /under key same got 2 different answers$/,
    sound: {
      attempts: [
        attempt(1, 2, { ...twice, digest: 'a' }),
        attempt(3, 4, { ...twice, digest: 'a', node: 1 }),
      ],
    },
  },
  {
    invariant: 'I18',
    what: 'other content under a key that was used',
    broken: { attempts: [attempt(1, 2, twice), attempt(3, 4, { ...twice, isSpoilt: true })] },
    named: /under key same was done with other content$/,
    sound: {
      attempts: [
        attempt(1, 2, twice),
        attempt(3, 4, { ...twice, isSpoilt: true, outcome: 'refused' }),
      ],
    },
  },
  {
    invariant: 'I23',
    what: 'an answer without a name, also during a fault',
    broken: {
      attempts: [attempt(120, 130, unsure(500, 'UNEXPECTED'))],
      faults: [fault('kill-postgres')],
    },
    named: /: HTTP 500 UNEXPECTED$/,
    sound: { attempts: [attempt(120, 130, away)], faults: [fault('kill-postgres')] },
  },
  {
    invariant: 'I23',
    what: 'an answer that is not what the contract says',
    broken: {
      attempts: [attempt(120, 130, unsure(null, 'CONTRACT_BROKEN'))],
      faults: [fault('kill-node')],
    },
    named: /: HTTP none CONTRACT_BROKEN$/,
    sound: { attempts: [attempt(120, 130, unheard)], faults: [fault('kill-node')] },
  },
  {
    invariant: 'I23',
    what: 'an absence while nothing is broken',
    broken: { attempts: [attempt(201, 210, away)], faults: [fault('stop-postgres')] },
    named: /: HTTP 503 DATABASE_UNAVAILABLE$/,
    sound: { attempts: [attempt(199, 210, away)], faults: [fault('stop-postgres')] },
  },
  {
    invariant: 'I23',
    what: 'an absence that its fault does not excuse',
    broken: { attempts: [attempt(120, 130, away)], faults: [fault('clock'), fault('disk-full')] },
    named: /: HTTP 503 DATABASE_UNAVAILABLE$/,
    sound: {
      attempts: [attempt(120, 130, unsure(503, 'FILE_NOT_KEPT'))],
      faults: [fault('disk-full')],
    },
  },
  {
    invariant: 'I23',
    what: 'a database that is often waited for in vain',
    broken: { attempts: [...busy(98), attempt(1, 2000, away), attempt(1, 2000, away)] },
    named: /^2 of 100 requests waited for the database in vain/,
    sound: { attempts: [...busy(99), attempt(1, 2000, away)] },
  },
  {
    invariant: 'I23',
    what: 'an answer that comes after everybody has given up',
    broken: { attempts: [attempt(201, 20_202)], faults: [fault('stop-postgres')] },
    named: /^report at node 0 under key .+ was answered after 20001 ms while nothing was broken$/,
    sound: {
      attempts: [attempt(201, 20_201), attempt(199, 30_000)],
      faults: [fault('stop-postgres')],
    },
  },
  {
    invariant: 'I24',
    what: 'somebody who is blocked and served',
    broken: { attempts: [attempt(1, 2, { op: 'block', ...member }), attempt(3, 4, { node: 1 })] },
    named: /^report under key .+ was done at node 1 after block under key /,
    sound: {
      attempts: [
        attempt(1, 2, { op: 'block', ...member }),
        attempt(3, 4, { outcome: 'refused' }),
        attempt(5, 6, { op: 'unblock', ...member }),
        attempt(7, 8),
      ],
    },
  },
  {
    invariant: 'I24',
    what: 'somebody who has left and is served',
    broken: { attempts: [attempt(1, 2, { op: 'erase', ...member }), attempt(3, 4)] },
    named: /after erase under key /,
    sound: { attempts: [attempt(1, 4, { op: 'erase', ...member }), attempt(3, 5)] },
  },
  {
    invariant: 'I24',
    what: 'an office that is used after its end',
    broken: {
      attempts: [attempt(1, 2, office), attempt(3, 4, assign)],
    },
    named: /^assign under key .+ after endMembership under key /,
    sound: {
      attempts: [attempt(1, 4, office), attempt(3, 5, assign)],
    },
  },
  {
    invariant: 'I24',
    what: 'what is done under a key of its own after an office has ended',
    broken: {
      attempts: [
        attempt(1, 2, { ...assign, key: 'before' }),
        attempt(1, 4, office),
        attempt(5, 6, { ...assign, key: 'after' }),
      ],
    },
    named: /^assign under key after was done/,
    sound: {
      attempts: [
        attempt(2, 5, { ...assign, key: 'again' }),
        attempt(1, 4, office),
        attempt(6, 7, { ...assign, key: 'again', node: 1 }),
      ],
    },
  },
  {
    invariant: 'I24',
    what: 'a permission that is taken and goes on',
    broken: { attempts: [attempt(1, 2, permission), attempt(3, 4)] },
    named: /^report under key .+ after revoke under key /,
    sound: { attempts: [attempt(1, 2, permission), attempt(3, 4, { op: 'submit' })] },
  },
];
