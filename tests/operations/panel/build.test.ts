import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeBareApplication, type BareApplication } from '../package/bare-application';

let application: BareApplication;

beforeAll(async () => {
  application = await makeBareApplication();
});
afterAll(() => application.remove());

it('is built into the admin panel of another project, in both languages', () => {
  expect(application.pioneer('init').code).toBe(0);
  const { code, output } = application.run('@strapi/strapi/bin/strapi.js', 'build');
  expect([code, output]).toEqual([0, expect.any(String)]);

  const built = textOf(join(application.folder, 'build'));
  for (const language of ['en', 'zh-Hans']) {
    const file = `plugins/pioneer/admin/src/translations/${language}.json`;
    const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    const [longest = ''] = Object.values(texts).sort((a, b) => b.length - a.length);
    expect(built).toContain(longest.slice(0, 20));
  }
});

function textOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}
