import { MEMBERSHIP_ROLES, type MemberRow, type MembershipRole } from '../../../contract';
import type { CsvLine } from './read-csv';

/** A row as the server wants it, and the lines of the file that it was made from. */
export interface PendingRow {
  readonly lines: readonly number[];
  readonly row: object;
}

/** A line that cannot be sent, with why. */
export type LineProblem =
  | {
      readonly line: number;
      readonly kind: 'codeRepeated';
      readonly code: string;
      readonly otherLine: number;
    }
  | { readonly line: number; readonly kind: 'roleUnknown'; readonly role: string }
  | {
      readonly line: number;
      readonly kind: 'notANumber' | 'dayKindUnknown';
      readonly value: string;
    }
  | {
      readonly line: number;
      readonly kind: 'nameDiffers';
      readonly number: string;
      readonly name: string;
      readonly otherLine: number;
    }
  | {
      readonly line: number;
      readonly kind: 'phoneDiffers';
      readonly number: string;
      readonly otherLine: number;
    };

export interface ImportRows {
  readonly rows: PendingRow[];
  readonly problems: LineProblem[];
}

/** Roles as people write them in either language. */
const ROLES_BY_WORD: Readonly<Record<string, MembershipRole>> = {
  ...Object.fromEntries(MEMBERSHIP_ROLES.map((role) => [role, role])),
  成员: 'member',
  代表: 'representative',
  考评员: 'evaluator',
  组织管理员: 'manager',
  管理员: 'manager',
  '': 'member',
};

/** One row a line, parents before their children, because the server needs them in that order. */
export function organisationRows(lines: readonly CsvLine[]): ImportRows {
  const { byCode, problems } = onePerCode(lines);
  const rows = parentsFirst(byCode).map(({ line, cells }) => ({
    lines: [line],
    row: { ...cells, parentCode: cells.parentCode === '' ? null : cells.parentCode },
  }));
  return { rows, problems };
}

/** One row a line; a place that nobody measured has neither latitude nor longitude. */
export function spotRows(lines: readonly CsvLine[]): ImportRows {
  const { byCode, problems } = onePerCode(lines);
  const rows: PendingRow[] = [];
  for (const { line, cells } of byCode.values()) {
    const { latitude = '', longitude = '' } = cells;
    const bad = [latitude, longitude].find((value) => !DEGREES.test(value));
    if (bad !== undefined) {
      problems.push({ line, kind: 'notANumber', value: bad });
      continue;
    }
    const degrees = (value: string) => (value === '' ? null : Number(value));
    const place = { latitude: degrees(latitude), longitude: degrees(longitude) };
    rows.push({ lines: [line], row: { ...cells, ...place } });
  }
  return { rows, problems };
}

/** A number of degrees, or nothing. */
const DEGREES = /^([+-]?\d+(\.\d+)?)?$/;

/** One row a line. */
export function householdRows(lines: readonly CsvLine[]): ImportRows {
  const { byCode, problems } = onePerCode(lines);
  const rows = [...byCode.values()].map(({ line, cells }) => ({ lines: [line], row: cells }));
  return { rows, problems };
}

/** The first line of each code; the server sees one part at a time, so the others are found here. */
function onePerCode(lines: readonly CsvLine[]): {
  readonly byCode: ReadonlyMap<string, CsvLine>;
  readonly problems: LineProblem[];
} {
  const byCode = new Map<string, CsvLine>();
  const problems: LineProblem[] = [];
  for (const line of lines) {
    const { code = '' } = line.cells;
    const first = code === '' ? undefined : byCode.get(code);
    // Lines without a code do not stand for each other; the server refuses each of them.
    if (first === undefined) byCode.set(code || `line ${line.line}`, line);
    else problems.push({ line: line.line, kind: 'codeRepeated', code, otherLine: first.line });
  }
  return { byCode, problems };
}

/** Keeps the order of the file but lets each parent go before its children; a loop stays put. */
function parentsFirst(byCode: ReadonlyMap<string, CsvLine>): CsvLine[] {
  const ordered = new Set<CsvLine>();
  for (const line of byCode.values()) {
    const path: CsvLine[] = [];
    let next: CsvLine | undefined = line;
    while (next !== undefined && !ordered.has(next) && !path.includes(next)) {
      path.push(next);
      next = byCode.get(next.cells.parentCode ?? '');
    }
    path.reverse().forEach((step) => ordered.add(step));
  }
  return [...ordered];
}

/** One row a member, whose memberships may stand on several lines. */
export function memberRows(lines: readonly CsvLine[]): ImportRows {
  const members = new Map<string, { row: MemberRow; lines: number[] }>();
  const problems: LineProblem[] = [];
  for (const { line, cells } of lines) {
    const { number = '', name = '', organisationCode = '', role: word = '', phone = '' } = cells;
    const role = ROLES_BY_WORD[word.toLowerCase()];
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
