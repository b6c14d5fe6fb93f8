import type { Knex } from 'knex';
import { groupBy } from '../../group';
import { rowsOf } from '../../replay/evidence/open-database';
import type { Attempt } from '../history';
import type { Findings, TortureEvidence } from './evidence';

/** What switches something on or off that no event tells of, and which. */
const SWITCHES: Readonly<Record<string, Switch>> = {
  block: { isOn: true, of: ({ memberId }) => `block ${memberId}` },
  unblock: { isOn: false, of: ({ memberId }) => `block ${memberId}` },
  grant: { isOn: true, of: ({ action }) => `grant ${action}` },
  revoke: { isOn: false, of: ({ action }) => `grant ${action}` },
};

interface Switch {
  readonly isOn: boolean;
  readonly of: (about: Attempt['about']) => string;
}

/**
 * I4: who was blocked and what is allowed is as it was acknowledged last. Where nobody knows what came
 * of switching it the other way, that may have been done late, and nothing is said.
 */
export async function findLostSwitches({ db, history }: TortureEvidence): Promise<Findings> {
  const switching = history.attempts.filter(({ op }) => op in SWITCHES);
  const on = await readSwitched(db);
  const groups = groupBy(switching, ({ op, about }) => SWITCHES[op]?.of(about) ?? '');
  return {
    breaches: [...groups].flatMap(([name, own]) => {
      const last = own.findLast(({ outcome }) => outcome === 'ok');
      const isOn = on.has(name);
      if (last === undefined || SWITCHES[last.op]?.isOn === isOn) return [];
      const mayBeOther = own.some(
        ({ op, outcome }) => outcome === 'unknown' && SWITCHES[op]?.isOn === isOn,
      );
      if (mayBeOther) return [];
      const subject = on.get(name) ?? name;
      return [`${last.op} under key ${last.key} was acknowledged and is not so of ${subject}`];
    }),
    looked: switching.length,
  };
}

/** What is on, each with the row that says so. */
async function readSwitched(db: Knex): Promise<ReadonlyMap<string, string>> {
  const blocked = await rowsOf<Record<'member' | 'row', string>>(db, BLOCKED);
  const granted = await rowsOf<Record<'action' | 'row', string>>(db, GRANTED);
  return new Map([
    ...blocked.map(({ member, row }) => [`block ${member}`, `user ${row}`] as const),
    ...granted.map(({ action, row }) => {
      return [`grant ${action.split('.').at(-1)}`, `permission ${row}`] as const;
    }),
  ]);
}

const BLOCKED = `
  select m.document_id as member, u.document_id as "row"
  from pioneer_members m join up_users u on u.id = m.user_id where u.blocked`;

/** Members have one role, and the public is never allowed what is switched here. */
const GRANTED = `
  select action, document_id as "row" from up_permissions
  where action like 'plugin::pioneer.claims.%'`;
