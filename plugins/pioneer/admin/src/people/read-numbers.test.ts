import { readNumbers } from './read-numbers';

test('takes numbers apart however they are separated, each once', () => {
  expect(readNumbers('m001\nm002, m003，m004；m001\tm005').numbers).toEqual([
    'm001',
    'm002',
    'm003',
    'm004',
    'm005',
  ]);
});

test('names what is no member number', () => {
  expect(readNumbers('编号 m1 -m2 m003')).toEqual({
    numbers: ['m003'],
    malformed: ['编号', 'm1', '-m2'],
  });
});
