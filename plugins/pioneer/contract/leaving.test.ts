import { pseudonymOf } from '../core/privacy/erasure';
import { memberNumberSchema } from './people';

describe('the pseudonym of whoever has left', () => {
  const { number, name } = pseudonymOf('K7Q2M-0XW9T');

  it('is no member number, so no import and no invitation can mean it', () => {
    expect(memberNumberSchema.safeParse(number).success).toBe(false);
    expect(memberNumberSchema.safeParse(number.slice(1)).success).toBe(true);
  });

  it('says in both languages what it stands for, and the code', () => {
    expect(name).toBe('已注销成员 Former member K7Q2M-0XW9T');
  });
});
