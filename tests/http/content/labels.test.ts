import { CONTENT_LAYOUTS } from '../../../src/content-layout/content-layouts';
import type { ContentLayout } from '../../../src/content-layout/layout';
import { registerAdministrator } from '../../support/administrator';
import { startServer, type TestServer } from '../../support/server';
import { enterTown, townAt, type Town } from '../../support/town';

interface Field {
  readonly edit: { readonly label: string; readonly description: string };
  readonly list: { readonly label: string };
}

/** What the server hands to the views of a type or component. */
interface View {
  readonly uid: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly metadatas: Readonly<Record<string, Field>>;
  readonly layouts: { readonly edit: { name: string }[][]; readonly list: string[] };
}

const SYSTEM_FIELDS = ['id', 'documentId', 'createdAt', 'updatedAt', 'publishedAt'];
const HIDDEN_FIELDS = ['createdBy', 'updatedBy', 'locale', 'localizations'];

function pathOf({ kind, uid }: ContentLayout): string {
  const family = kind === 'type' ? 'content-types' : 'components';
  return `/content-manager/${family}/${uid}/configuration`;
}

async function viewOf(town: Town, layout: ContentLayout): Promise<View> {
  const answer = await town.send({ path: pathOf(layout), token: town.administratorToken });
  const { contentType, component } = answer.body.data as { contentType?: View; component?: View };
  const view = contentType ?? component;
  if (view === undefined) throw new Error(`No view: ${answer.status} ${answer.text}`);
  return view;
}

describe('the Content Manager', () => {
  let town: Town;

  beforeAll(() => {
    town = enterTown();
  });
  afterAll(() => town.leave());

  it.each(CONTENT_LAYOUTS)('labels every field of $uid that an editor sees', async (layout) => {
    const { layouts, metadatas, settings } = await viewOf(town, layout);
    const shown = [...layouts.edit.flat().map(({ name }) => name), ...layouts.list];
    const own = shown.filter((name) => !SYSTEM_FIELDS.includes(name));

    expect(own.filter((name) => !(name in layout.fields))).toEqual([]);
    for (const [name, { label, help }] of Object.entries(layout.fields)) {
      expect(metadatas[name]?.edit).toMatchObject({
        label: label.zh,
        description: help?.zh ?? '',
      });
      expect(metadatas[name]?.list.label).toBe(label.zh);
    }
    expect(settings.mainField).toBe(layout.mainField);
  });

  it('shows no type without labels', async () => {
    const answer = await town.send({
      path: '/content-manager/init',
      token: town.administratorToken,
    });
    const { contentTypes } = answer.body.data as {
      contentTypes: { uid: string; isDisplayed: boolean; attributes: Record<string, object> }[];
    };
    const displayed = contentTypes.filter(({ uid, isDisplayed }) => isDisplayed && isOurs(uid));
    const layouts = new Map(CONTENT_LAYOUTS.map((layout) => [layout.uid, layout]));

    for (const { uid, attributes } of displayed) {
      const visible = Object.entries(attributes)
        .filter(([, attribute]) => !('visible' in attribute && attribute.visible === false))
        .map(([name]) => name)
        .filter((name) => !SYSTEM_FIELDS.includes(name) && !HIDDEN_FIELDS.includes(name));
      const labelled = Object.keys(layouts.get(uid)?.fields ?? {});

      expect([uid, visible.filter((name) => !labelled.includes(name))]).toEqual([uid, []]);
    }
    expect(displayed.length).toBeGreaterThan(10);
  });

  it('suggests an address for a title without Latin letters', async () => {
    const suggest = (title: string) =>
      town.send({
        method: 'POST',
        path: '/content-manager/uid/generate?locale=zh-Hans',
        token: town.administratorToken,
        body: { contentTypeUID: 'api::story.story', field: 'slug', data: { title } },
      });

    expect((await suggest('一条巷子的三个月')).body.data).toMatch(/^story(-\d+)?$/);
    expect((await suggest('Three months of an alley')).body.data).toMatch(/^three-months-of-an/);
  });
});

function isOurs(uid: string): boolean {
  return uid.startsWith('api::') || uid.startsWith('plugin::pioneer.');
}

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
      path: pathOf(layout),
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
