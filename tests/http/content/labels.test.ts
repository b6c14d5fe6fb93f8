import { CONTENT_LAYOUTS } from '../../../src/content-layout/content-layouts';
import { viewOf } from '../../support/content-view';
import { enterTown, type Town } from '../../support/town';

const SYSTEM_FIELDS = ['id', 'documentId', 'createdAt', 'updatedAt', 'publishedAt'];
const HIDDEN_FIELDS = ['createdBy', 'updatedBy', 'locale', 'localizations'];

describe('the Content Manager', () => {
  let town: Town;

  beforeAll(() => {
    town = enterTown('owner');
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
