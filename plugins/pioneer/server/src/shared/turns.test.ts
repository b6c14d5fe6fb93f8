import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { DomainError } from './domain-error';
import { turns } from './turns';

const PATIENCE = 60_000;

/** Work that lasts until it is let go, and what of it has begun. */
function holdable() {
  const begun: string[] = [];
  const letGo: (() => void)[] = [];
  const hold = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => letGo.push(() => resolve(name)));
  };
  return { begun, letGo, hold };
}

/** Whatever could begin now has begun. */
const settled = () => wait(0);

it('lets so many work about one thing at once, and the others in the order in which they came', async () => {
  const inTurn = turns({ atOnce: 2, patienceMs: PATIENCE });
  const { begun, letGo, hold } = holdable();
  const all = ['a', 'b', 'c', 'd'].map((name) => inTurn('opening', hold(name)));
  await settled();
  expect(begun).toEqual(['a', 'b']);

  letGo[1]?.();
  await settled();
  expect(begun).toEqual(['a', 'b', 'c']);

  letGo[0]?.();
  await settled();
  letGo.slice(2).forEach((let_) => let_());
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
});

it('lets nobody wait for work about another thing', async () => {
  const inTurn = turns({ atOnce: 1, patienceMs: PATIENCE });
  const { begun, letGo, hold } = holdable();
  const all = [inTurn('one', hold('a')), inTurn('other', hold('b'))];
  await settled();
  expect(begun).toEqual(['a', 'b']);

  letGo.forEach((let_) => let_());
  await Promise.all(all);
});

it('goes on after work that failed, which alone is told so', async () => {
  const inTurn = turns({ atOnce: 1, patienceMs: PATIENCE });
  const failing = inTurn('opening', () => Promise.reject(new Error('of the first')));
  const next = inTurn('opening', () => Promise.resolve('done'));

  await expect(failing).rejects.toThrow('of the first');
  expect(await next).toBe('done');
});

it('does work that had to wait in the context of its own request', async () => {
  const inTurn = turns({ atOnce: 1, patienceMs: PATIENCE });
  const request = new AsyncLocalStorage<string>();
  const ask = (name: string) =>
    request.run(name, () =>
      inTurn('opening', async () => {
        await settled();
        return request.getStore();
      }),
    );

  expect(await Promise.all(['first', 'second'].map(ask))).toEqual(['first', 'second']);
});

it('refuses work whose turn comes too late, and does not do it', async () => {
  const inTurn = turns({ atOnce: 1, patienceMs: 5 });
  const { begun, letGo, hold } = holdable();
  const first = inTurn('opening', hold('first'));
  const second = inTurn('opening', hold('second'));
  await wait(20);
  letGo[0]?.();

  expect(await first).toBe('first');
  const refused = await second.catch((error: unknown) => error);
  expect((refused as DomainError).refusal.code).toBe('TOO_MANY_AT_ONCE');
  expect(begun).toEqual(['first']);
});
