import { createServer } from 'node:http';
import type { Core } from '@strapi/strapi';
import { drainBeforeDestroy } from './drain';

/** What is told to stop, as far as it is used: here its database never lets go. */
function stuckWith(numUsed: number, destroy: () => Promise<void>) {
  const error = vi.fn();
  const strapi = {
    server: { httpServer: createServer() },
    db: { connection: { client: { pool: { numUsed: () => numUsed } } } },
    log: { error },
    destroy,
  };
  drainBeforeDestroy(strapi as unknown as Core.Strapi);
  return { strapi, error };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  process.exitCode = undefined;
});

describe('a server that is told to stop', () => {
  it('ends without a connection that nobody gives back, and says so', async () => {
    const { strapi, error } = stuckWith(2, () => new Promise(() => undefined));
    const stopped = strapi.destroy();
    await vi.runAllTimersAsync();
    await stopped;

    expect(error).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/in use: 2\.$/));
    expect(process.exitCode).toBe(1);
  });

  it('fails with what failed', async () => {
    const { strapi, error } = stuckWith(0, () => Promise.reject(new Error('torn')));

    await expect(strapi.destroy()).rejects.toThrow('torn');
    expect(vi.getTimerCount()).toBe(0);
    expect(error).not.toHaveBeenCalled();
  });
});
