import {
  MEMBERSHIP_ROLE_WORDS,
  MEMBERSHIP_ROLES,
  type MemberRow,
  type MembershipRole,
} from '../../../contract';
import type { ImportRows, LineProblem } from '../import/import-rows';
import type { CsvLine } from '../import/read-csv';
import { meaningsOf } from '../import/word-meanings';

/** Roles as people write them, in short too; whoever has none beside their name is a member. */
const ROLES_BY_WORD: ReadonlyMap<string, MembershipRole> = new Map([
  ...meaningsOf(MEMBERSHIP_ROLES, MEMBERSHIP_ROLE_WORDS),
  ['管理员', 'manager'],
  ['', 'member'],
]);

/** One row a member, whose memberships may stand on several lines. */
export function memberRows(lines: readonly CsvLine[]): ImportRows {
  const members = new Map<string, { row: MemberRow; lines: number[] }>();
  const problems: LineProblem[] = [];
  for (const { line, cells } of lines) {
    const { number = '', name = '', organisationCode = '', role: word = '', phone = '' } = cells;
    const role = ROLES_BY_WORD.get(word.toLowerCase());
    // Numbers are compared without regard to case, as sign-in does.
    const known = members.get(number.toLowerCase());
    if (role === undefined) {
      problems.push({ line, kind: 'roleUnknown', role: word });
    } else if (known !== undefined && known.row.name !== name) {
      const otherLine = known.lines[0] ?? line;
      problems.push({
        line,
        kind: 'nameDiffers',
        number,
        name: known.row.name,
        otherLine,
      });
    } else if (phone !== '' && (known?.row.phone ?? phone) !== phone) {
      problems.push({ line, kind: 'phoneDiffers', number, otherLine: known?.lines[0] ?? line });
    } else {
      const member = known ?? { row: { number, name, memberships: [] }, lines: [] };
      if (organisationCode !== '') member.row.memberships.push({ organisationCode, role });
      // An empty cell says nothing of the phone that the member may have.
      if (phone !== '') member.row.phone = phone;
      member.lines.push(line);
      members.set(number.toLowerCase(), member);
    }
  }
  return { rows: [...members.values()], problems };
}
