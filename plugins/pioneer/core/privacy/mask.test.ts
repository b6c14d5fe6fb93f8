import { maskEmail, maskName, maskPhone } from './mask';

describe('a name that is masked', () => {
  test.each([
    ['', ''],
    ['  ', ''],
    ['张', '*'],
    ['张伟', '张*'],
    ['林小满', '林*'],
    ['张伟小明', '张*'],
    ['买买提·艾力·阿不都', '买*'],
    ['欧阳', '欧*'],
    ['欧阳娜', '欧阳*'],
    ['欧阳明月', '欧阳*'],
    ['司馬遷之', '司馬*'],
    ['张司马', '张*'],
    [' 林小满 ', '林*'],
    ['𠮷田', '𠮷*'],
    ['𠮷', '*'],
    ['葛\u{E0100}城', '葛\u{E0100}*'],
    ['A', '*'],
    ['Bo', 'B*'],
    ['Anna Lee', 'A*'],
    ['e\u0301mile', 'e\u0301*'],
    ['👩‍👩‍👧 Lin', '👩‍👩‍👧*'],
  ])('%j reads %j', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  test('does not tell how long it was', () => {
    expect(new Set(['张一', '张一二', '张一二三', '张一二三四'].map(maskName))).toEqual(
      new Set(['张*']),
    );
  });
});

describe('a phone that is masked', () => {
  test.each([
    ['', ''],
    ['13812341234', '138****1234'],
    ['+8613812341234', '138****1234'],
    ['8613812341234', '138****1234'],
    ['138 1234 1234', '138****1234'],
    ['+85291234567', '852****4567'],
    ['0757-86543210', '075****3210'],
    ['86543210', '86****10'],
    ['110', '****'],
    ['123456', '****'],
    ['no phone', '****'],
  ])('%j reads %j', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });
});

describe('an e-mail address that is masked', () => {
  test.each([
    ['', ''],
    ['lin@example.org', 'l***@example.org'],
    ['l@example.org', '***@example.org'],
    ['𠮷@example.org', '***@example.org'],
    ['𠮷田@example.org', '𠮷***@example.org'],
    ['"odd@local"@example.org', '"***@example.org'],
    ['@example.org', '***'],
    ['no address', '***'],
  ])('%j reads %j', (email, masked) => {
    expect(maskEmail(email)).toBe(masked);
  });
});

test('a masked name that is masked again stays as it is', () => {
  const once = ['张伟', '欧阳娜', 'Anna', '张'].map(maskName);
  expect(once.map(maskName)).toEqual(once);
});
