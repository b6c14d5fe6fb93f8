import { refusal } from './errors';
import { messageOf } from './message-of';

describe('a message', () => {
  test('holds the facts, with words in the reader’s language', () => {
    const refused = refusal('CLAIM_STATE_REFUSES', {
      command: 'report',
      state: 'submitted',
      expected: 'active, returned',
    });
    expect(messageOf(refused, 'zh')).toBe(
      '现在的状态是“待验收”，不能“报告进展”。需要的状态：进行中、已退回。',
    );
    expect(messageOf(refused, 'en')).toBe(
      'The claim is submitted; "report" needs: active, returned.',
    );
  });

  test('shows a fact as it is, also when it looks like a placeholder or a pattern', () => {
    const refused = refusal('ORGANISATION_UNKNOWN', { code: '{code} $& $1' });
    expect(messageOf(refused, 'en')).toContain('"{code} $& $1"');
  });

  test('says 0 and false, which are facts', () => {
    const refused = refusal('OPENING_FULL', { slots: 0 });
    expect(messageOf(refused, 'en')).toContain('All 0 slot(s)');
  });
});
