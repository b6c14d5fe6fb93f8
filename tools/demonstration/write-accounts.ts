import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { MemberAccount } from '../http/member';
import { GUIDES, type Guide } from './content/guides';
import { MEMBERS } from './content/members';
import type { Accounts } from './invent-accounts';

/**
 * Writes the administrator's account and those of the guides where only their owner can read
 * them. Everybody else's password was random and is kept nowhere.
 */
export function writeAccounts(file: string, url: string, accounts: Accounts): void {
  const lines = [
    '栖荷镇演示账号，仅供本机试用。',
    'Accounts of the demonstration town, for this machine only.',
    '',
    `管理后台 Admin panel  ${url}/admin`,
    '',
    ...administratorLines(accounts),
    '',
    `成员登录 Members sign in  POST ${url}/api/pioneer/sign-in  {"number", "password"}`,
    ...GUIDES.flatMap((guide) => ['', ...guideLines(guide, accounts.members)]),
  ];
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  chmodSync(file, 0o600); // The mode above counts only for a file that is new.
}

/** What is shown once when the town is ready: where the file is, and two accounts to begin with. */
export function firstAccountLines(file: string, accounts: Accounts): string[] {
  const guide = GUIDES.filter(({ isFirst }) => isFirst === true);
  return [
    '管理后台 To sign in to the admin panel',
    ...administratorLines(accounts),
    '成员 To sign in as a member',
    ...guide.flatMap((one) => guideLines(one, accounts.members)),
    `全部演示账号写在 All accounts are in ${file}`,
  ];
}

function administratorLines({ administrator: { email, password } }: Accounts): string[] {
  return [
    `  ${email}  ${password}`,
    '    超级管理员：内容、任务、组织与成员',
    '    Super administrator: content, tasks, organisations and members',
  ];
}

function guideLines({ number, zh, en }: Guide, accounts: readonly MemberAccount[]): string[] {
  const name = MEMBERS.find((member) => member.number === number)?.name;
  const password = accounts.find((account) => account.number === number)?.password;
  if (name === undefined || password === undefined) {
    throw new Error(`${number} is to show the town around, but is no member with an account.`);
  }
  return [`  ${number}  ${password}`, `    ${name}，${zh}`, `    ${en}`];
}
