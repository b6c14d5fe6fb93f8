import { enterTown, type Town } from '../../support/town';

let town: Town;
beforeAll(() => void (town = enterTown('owner')));
afterAll(() => town.leave());

/** Addresses that a page points at, in the order in which they stand there. */
function linksOf(page: string): string[] {
  return [...page.matchAll(/href="([^"]+)"/g)].map(([, address]) => address ?? '');
}

describe('the public page', () => {
  it('greets whoever opens the address in Chinese and in English', async () => {
    const page = await town.send({ path: '/', headers: { accept: 'text/html' } });

    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.text).toContain('<html lang="zh-Hans">');
    expect(page.text).toContain('美丽先锋');
    expect(page.text).toContain('In English');
  });

  it('links to nothing that does not answer', async () => {
    const page = await town.send({ path: '/' });
    const links = linksOf(page.text);

    expect(links).toEqual(expect.arrayContaining(['/api/stories', '/admin']));
    for (const path of links)
      expect([path, (await town.send({ path })).status]).toEqual([path, 200]);
  });

  it('loads nothing from anywhere else and runs no script', async () => {
    const page = await town.send({ path: '/' });

    expect(page.text).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(page.text).not.toMatch(/url\(|@import|<script|\son\w+=/);
  });

  it('keeps search engines out of the workplaces', async () => {
    const { status, text } = await town.send({ path: '/robots.txt' });

    expect(status).toBe(200);
    expect(text).toContain('Disallow: /admin');
  });
});
