import {
  evidenceNameOf,
  findEvidenceProblem,
  findEvidenceRulesProblem,
  type EvidenceMoment,
  type EvidenceRules,
} from './rules';

const rules = (before: number, during: number, after: number): EvidenceRules => ({
  before,
  during,
  after,
});

/** `bbda`: two before, one during, one after. */
function shown(letters: string): EvidenceMoment[] {
  const moments = { b: 'before', d: 'during', a: 'after' } as const;
  return [...letters].map((letter) => moments[letter as keyof typeof moments]);
}

test.each([
  [rules(0, 0, 0), ''],
  [rules(0, 0, 0), 'bda'],
  [rules(1, 0, 1), 'ba'],
  [rules(1, 0, 1), 'aab'],
  [rules(2, 1, 3), 'abababd'],
])('%j are met by "%s"', (asked, letters) => {
  expect(findEvidenceProblem(asked, shown(letters))).toBeNull();
});

test.each([
  [rules(1, 0, 1), '', 'before', 0, 1],
  [rules(1, 0, 1), 'a', 'before', 0, 1],
  [rules(1, 0, 1), 'b', 'after', 0, 1],
  [rules(1, 0, 1), 'bd', 'after', 0, 1],
  [rules(0, 2, 0), 'bda', 'during', 1, 2],
  [rules(2, 2, 2), 'bbdda', 'after', 1, 2],
  [rules(2, 2, 2), 'bd', 'before', 1, 2],
])('%j are not met by "%s": %s %d of %d', (asked, letters, moment, found, expected) => {
  expect(findEvidenceProblem(asked, shown(letters))).toEqual({
    code: 'EVIDENCE_MISSING',
    facts: { moment, found, expected },
  });
});

test.each([
  [rules(0, 0, 0), null],
  [rules(20, 20, 20), null],
  [rules(21, 0, 0), { field: 'evidenceBefore', found: 21 }],
  [rules(0, -1, 0), { field: 'evidenceDuring', found: -1 }],
  [rules(0, 0, 1.5), { field: 'evidenceAfter', found: 1.5 }],
  [rules(0, 0, Number.NaN), { field: 'evidenceAfter' }],
])('%j can be asked for, or the first that cannot is named', (asked, facts) => {
  const problem = findEvidenceRulesProblem(asked);
  if (facts === null) expect(problem).toBeNull();
  else expect(problem).toMatchObject({ code: 'STANDARD_EVIDENCE_OFF', facts });
});

test.each([
  ['河道 东侧.JPG', 'jpg', '河道 东侧.jpg'],
  ['photo.png', 'webp', 'photo.webp'],
  ['evil.html', 'jpg', 'evil.jpg'],
  ['archive.tar.gz', 'pdf', 'archive.tar.pdf'],
  ['C:\\Users\\me\\photo.jpg', 'jpg', 'photo.jpg'],
  ['../../etc/passwd', 'pdf', 'passwd.pdf'],
  ['a"b\r\nSet-Cookie: x=1.jpg', 'jpg', 'abSet-Cookie x=1.jpg'],
  ['\u202Egpj.exe', 'jpg', 'gpj.jpg'],
  ['.jpg', 'jpg', 'evidence.jpg'],
  ['', 'pdf', 'evidence.pdf'],
  ['长'.repeat(200), 'jpg', `${'长'.repeat(100)}.jpg`],
])('a file sent as %j with content of %s is called %j', (sent, ending, name) => {
  expect(evidenceNameOf(sent, ending)).toBe(name);
});
