import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { AdministratorAccount } from '../http/administrator';
import type { MemberAccount } from '../http/member';
import { GUIDES, MEMBERS } from './content/members';

/** Everybody else's password was random and is not kept anywhere. */
export function describeAccounts(
  administrator: AdministratorAccount,
  accounts: readonly MemberAccount[],
): string[] {
  const members = GUIDES.map(([number, role]) => {
    const name = MEMBERS.find((member) => member.number === number)?.name ?? '';
    const password = accounts.find((account) => account.number === number)?.password ?? '';
    return `  ${number}  ${password}  ${name}，${role}`;
  });
  return [
    '栖荷镇演示账号，仅供本机试用 · Demonstration accounts of this machine',
    '',
    '管理后台 Admin panel (/admin)',
    `  ${administrator.email}  ${administrator.password}  超级管理员：内容、任务、组织与成员`,
    '',
    '成员：用编号和密码登录 · Members sign in by number and password',
    ...members,
  ];
}

/** Writes the lines where only their owner can read them. */
export function writeAccounts(file: string, lines: readonly string[]): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  chmodSync(file, 0o600); // The mode above counts only for a file that is new.
}
