import { CONSENT_PURPOSES, CONSENT_TEXTS, findConsentRefusal, isConsentValid } from './consents';

describe.each(CONSENT_PURPOSES)('consent to %s', (purpose) => {
  const { version, zh, en } = CONSENT_TEXTS[purpose];

  test('is asked for in both languages', () => {
    expect([zh, en].map((text) => text.length > 20)).toEqual([true, true]);
  });

  test.each([
    [version, null],
    [version - 1, { code: 'CONSENT_OUTDATED', facts: { found: version - 1, current: version } }],
    [version + 1, { code: 'CONSENT_OUTDATED', facts: { found: version + 1, current: version } }],
  ])('of version %d can be given, or is refused', (found, refusal) => {
    expect(findConsentRefusal(purpose, found)).toEqual(refusal);
  });

  test.each([
    ['was never given', null, false],
    ['was given to the text as it reads', { textVersion: version, withdrawnAt: null }, true],
    ['was given to an earlier text', { textVersion: version - 1, withdrawnAt: null }, false],
    ['was withdrawn', { textVersion: version, withdrawnAt: 1 }, false],
  ])('that %s counts, or does not', (_what, given, counts) => {
    expect(isConsentValid(purpose, given)).toBe(counts);
  });
});
