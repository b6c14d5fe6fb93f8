/** What only one person is in an organisation is missed there when that person leaves. */
export const MISSED_AS = ['evaluator', 'manager', 'representative', 'holder', 'named'] as const;

/** What a member who left is called, wherever the name was; nothing of it tells who it was. */
export interface Pseudonym {
  readonly number: string;
  readonly name: string;
}

/** No member number begins like this, so nobody signs in by it and no import finds it. */
const MARK = '~';

/** The pseudonym of whoever leaves, told from others by a random code. */
export function pseudonymOf(code: string): Pseudonym {
  return { number: `${MARK}${code}`, name: `已注销成员 Former member ${code}` };
}
