import { AccessToken } from './access-token';

const NOW = Date.parse('2026-03-01T08:00:00Z');

function tokenEndingIn(seconds: number): string {
  const payload = JSON.stringify({ exp: NOW / 1000 + seconds });
  return `head.${Buffer.from(payload).toString('base64url')}.signature`;
}

it('is used as it is while it lasts', async () => {
  const signIn = vi.fn<() => Promise<string>>();
  const token = new AccessToken(tokenEndingIn(600), signIn);
  await token.prepare(NOW);
  expect(signIn).not.toHaveBeenCalled();
  expect(token.current).toBe(tokenEndingIn(600));
});

it.each([
  ['is about to end', tokenEndingIn(30)],
  ['has ended', tokenEndingIn(-30)],
  ['cannot be read', 'nonsense'],
])('is renewed when it %s, once for all who wait', async (_how, old) => {
  const signIn = vi.fn(() => Promise.resolve(tokenEndingIn(600)));
  const token = new AccessToken(old, signIn);
  await Promise.all([token.prepare(NOW), token.prepare(NOW), token.prepare(NOW)]);
  expect(signIn).toHaveBeenCalledTimes(1);
  expect(token.current).toBe(tokenEndingIn(600));
});

it('is renewed as early as is wished', async () => {
  const signIn = vi.fn(() => Promise.resolve(tokenEndingIn(600)));
  const token = new AccessToken(tokenEndingIn(200), signIn, 300_000);
  await token.prepare(NOW);
  expect(token.current).toBe(tokenEndingIn(600));
});

it('tries again after a renewal that failed', async () => {
  const answers = [Promise.reject(new Error('away')), Promise.resolve(tokenEndingIn(600))];
  const token = new AccessToken('', () => answers.shift() ?? Promise.reject(new Error('none')));
  await expect(token.prepare(NOW)).rejects.toThrow('away');
  await token.prepare(NOW);
  expect(token.current).toBe(tokenEndingIn(600));
});
