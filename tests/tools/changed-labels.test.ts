import { CONTENT_LAYOUTS } from '../../src/content-layout/content-layouts';
import type { ContentLayout } from '../../src/content-layout/layout';
import { registerAdministrator } from '../support/administrator';
import { viewOf, viewPathOf, type Field, type View } from '../support/content-view';
import { startServer, type TestServer } from '../support/server';
import { townAt } from '../support/town';

/** The form of the admin panel leaves out what the server would not take back. */
function asTheFormSends(metadatas: View['metadatas']): View['metadatas'] {
  return Object.fromEntries(
    Object.entries(metadatas).map(([name, { edit, list }]) => {
      const kept = Object.entries(list).filter(([key]) => key !== 'mainField');
      return [name, { edit, list: Object.fromEntries(kept) as unknown as Field['list'] }];
    }),
  );
}

describe('labels', () => {
  const servers: TestServer[] = [];

  afterAll(() => Promise.all(servers.map((server) => server.stop())));

  it('stay as an administrator changed them when the server starts again', async () => {
    const layout = CONTENT_LAYOUTS.find(({ uid }) => uid === 'api::tag.tag') as ContentLayout;
    const first = await startServer();
    servers.push(first);
    const administrator = await registerAdministrator(first);
    const before = townAt(first, administrator);
    const { settings, metadatas, layouts } = await viewOf(before, layout);
    const name = metadatas.name as Field;
    const changed = await before.send({
      method: 'PUT',
      path: viewPathOf(layout),
      token: before.administratorToken,
      body: {
        settings,
        metadatas: {
          ...asTheFormSends(metadatas),
          name: { ...name, edit: { ...name.edit, label: '主题词' } },
        },
        layouts: { ...layouts, list: ['slug', 'name'] },
      },
    });
    expect(changed.status).toBe(200);
    await before.leave();
    await first.stop();

    const second = await startServer({ databaseEnv: first.databaseEnv });
    servers.push(second);
    const after = townAt(second, administrator);
    const view = await viewOf(after, layout);
    await after.leave();

    expect(view.metadatas.name?.edit.label).toBe('主题词');
    expect(view.metadatas.englishName?.edit.label).toBe('英文名称');
    expect(view.layouts.list).toEqual(['slug', 'name']);
  });
});
