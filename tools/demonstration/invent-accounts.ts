import { randomInt } from 'node:crypto';
import type { AdministratorAccount } from '../http/administrator';
import type { MemberAccount } from '../http/member';
import { GUIDES } from './content/guides';
import { SCENES } from './content/scenes/all-scenes';

/** Everybody who signs in while the town is built. */
export interface Accounts {
  readonly administrator: AdministratorAccount;
  readonly members: readonly MemberAccount[];
}

/** Accounts with random passwords for those who act and those who are shown around with. */
export function inventAccounts(): Accounts {
  const administrator = { firstname: '演示管理员', email: 'admin@example.org' };
  const members = actingNumbers().map((number) => ({ number, password: inventPassword() }));
  return { administrator: { ...administrator, password: inventPassword() }, members };
}

function actingNumbers(): string[] {
  const numbers = new Set(GUIDES.map(({ number }) => number));
  for (const { by, steps } of SCENES) {
    numbers.add(by);
    for (const step of steps) if ('by' in step) numbers.add(step.by);
  }
  return [...numbers].sort();
}

/** No letters or digits that look like one another. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 3;
const GROUP_LENGTH = 5;

/** 74 random bits that can be typed from a note; the head is what Strapi's rules ask for. */
function inventPassword(): string {
  const group = (): string =>
    Array.from({ length: GROUP_LENGTH }, () => READABLE[randomInt(READABLE.length)]).join('');
  return ['Qh7', ...Array.from({ length: GROUPS }, group)].join('-');
}
