import { findAppointmentRefusal, holdsAt, type AppointmentFacts } from './posts';

const free: AppointmentFacts = {
  isActive: true,
  maxHolders: 2,
  holders: 1,
  isHolder: false,
  mayAppoint: true,
};

describe('an appointment', () => {
  test.each<[string, Partial<AppointmentFacts>, string | null]>([
    ['fills a place that is free', {}, null],
    ['needs a place', { holders: 2 }, 'POST_FULL'],
    ['needs one although the limit was lowered', { holders: 3, maxHolders: 1 }, 'POST_FULL'],
    ['is not made twice', { isHolder: true }, 'POST_HELD_ALREADY'],
    ['is told apart from a full post', { isHolder: true, holders: 2 }, 'POST_HELD_ALREADY'],
    ['needs a post that is in use', { isActive: false }, 'POST_INACTIVE'],
    ['tells strangers nothing', { mayAppoint: false, holders: 2 }, 'POST_APPOINTER_REQUIRED'],
  ])('%s', (_rule, facts, code) => {
    expect(findAppointmentRefusal({ ...free, ...facts })?.code ?? null).toBe(code);
  });

  test('says how many hold the post and how many may', () => {
    expect(findAppointmentRefusal({ ...free, holders: 2 })?.facts).toEqual({
      holders: 2,
      maxHolders: 2,
    });
  });
});

test.each([
  ['without end', null, null, true],
  ['before its end', 101, null, true],
  ['at its end', 100, null, false],
  ['after its end', 99, null, false],
  ['after a dismissal', 101, 50, false],
  ['without end, after a dismissal', null, 50, false],
])('a holding %s', (_when, until, endedAt, holds) => {
  expect(holdsAt({ until, endedAt }, 100)).toBe(holds);
});
