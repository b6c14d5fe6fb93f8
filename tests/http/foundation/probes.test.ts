import { enterTown, type Town } from '../../support/town';

let town: Town;
beforeAll(() => void (town = enterTown('owner')));
afterAll(() => town.leave());

describe('probes', () => {
  it.each([
    ['/livez', 'alive'],
    ['/readyz', 'ready'],
  ])('answers %s to anybody, and lets nobody keep the answer', async (path, status) => {
    const answer = await town.send({ path });

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ status });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});
