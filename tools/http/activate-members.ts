import pLimit from 'p-limit';
import { MAX_IMPORT_ROWS } from 'strapi-plugin-pioneer/contract';
import type { Administrator } from './administrator';
import { activateMember, type Member, type MemberAccount } from './member';

/** Hashing a password takes a core for a while; more at once would only wait for each other. */
const AT_ONCE = 4;

/** Gives every account its one-time code and activates it. Throws when one is refused. */
export async function activateMembers(options: {
  url: string;
  administrator: Administrator;
  accounts: readonly MemberAccount[];
  /** How each of them sends requests. */
  fetchFor?: (account: MemberAccount) => typeof fetch;
  onActivated?: () => void;
  renewBefore?: number;
}): Promise<ReadonlyMap<string, Member>> {
  const {
    url,
    administrator,
    accounts,
    fetchFor = () => fetch,
    onActivated,
    renewBefore,
  } = options;
  const codes = await invite(
    administrator,
    accounts.map(({ number }) => number),
  );
  const limit = pLimit(AT_ONCE);
  const members = await Promise.all(
    accounts.map((account) =>
      limit(async () => {
        const code = codes.get(account.number) ?? '';
        const as = { url, account, code, fetch: fetchFor(account), renewBefore };
        const member = await activateMember(as);
        onActivated?.();
        return member;
      }),
    ),
  );
  return new Map(members.map((member) => [member.number, member]));
}

/** A one-time code for each number. Throws when one is refused. */
export async function invite(
  { call }: Administrator,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const codes = new Map<string, string>();
  for (let start = 0; start < numbers.length; start += MAX_IMPORT_ROWS) {
    const part = numbers.slice(start, start + MAX_IMPORT_ROWS);
    const { data } = await call('members.invite', { body: { numbers: part } });
    const [refused] = data.refused;
    if (refused !== undefined) {
      throw new Error(`${part[refused.index]} was not invited: ${refused.refusal.message}`);
    }
    for (const { number, code } of data.codes) codes.set(number, code);
  }
  return codes;
}
