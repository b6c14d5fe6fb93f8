import { activationCodeFrom, normaliseActivationCode } from './activation-code';

describe('activation codes', () => {
  it('groups ten letters of the alphabet by five', () => {
    expect(activationCodeFrom(Uint8Array.from([0, 1, 9, 10, 31, 32, 63, 18, 20, 255]))).toBe(
      '019AZ-0ZJMZ',
    );
  });

  it('refuses to make a code of less randomness', () => {
    expect(() => activationCodeFrom(new Uint8Array(9))).toThrow(RangeError);
  });

  it.each([
    ['019AZ-0ZJMZ', 'as it was shown'],
    ['019az0zjmz', 'in lower case without the dash'],
    [' Ol9AZ – OZJMZ ', 'with letters for digits, spaces and another dash'],
    ['０１９ＡＺ－０ＺＪＭＺ', 'in full width'],
  ])('reads %s: %s', (typed) => {
    expect(normaliseActivationCode(typed)).toBe('019AZ0ZJMZ');
  });
});
