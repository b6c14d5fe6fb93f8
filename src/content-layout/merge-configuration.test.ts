import type { Configuration } from './configuration';
import type { TypeLayout } from './layout';
import { mergeConfiguration } from './merge-configuration';

const NOTE: TypeLayout = {
  kind: 'type',
  uid: 'api::note.note',
  name: { zh: '便条', en: 'Note' },
  mainField: 'title',
  columns: ['title', 'kind'],
  sort: { by: 'title', order: 'ASC' },
  sections: [
    [
      [
        ['title', 8],
        ['kind', 4],
      ],
    ],
  ],
  fields: {
    title: { label: { zh: '标题', en: 'Title' }, help: { zh: '一句话。', en: 'One line.' } },
    kind: { label: { zh: '类型', en: 'Kind' }, readOnly: true },
  },
};

/** What Strapi makes of a type that it sees for the first time. */
function strapisOwn(...names: string[]): Configuration {
  return {
    settings: { mainField: 'title', defaultSortBy: 'title', defaultSortOrder: 'ASC', pageSize: 10 },
    metadatas: Object.fromEntries(
      names.map((name) => [
        name,
        { edit: { label: name, description: '', editable: true }, list: { label: name } },
      ]),
    ),
    layouts: { list: names, edit: names.map((name) => [{ name, size: 6 }]) },
  };
}

function first() {
  return mergeConfiguration({ layout: NOTE, current: strapisOwn('title', 'kind'), written: null });
}

/** A database that has the layout, after somebody changed something. */
function changed(change: (configuration: Configuration) => void) {
  const { configuration, written } = first();
  const current = JSON.parse(JSON.stringify(configuration)) as Configuration;
  change(current);
  return { current, written };
}

describe('a layout', () => {
  it('is written into a fresh database as a whole', () => {
    const { configuration } = first();

    expect(configuration.layouts).toEqual({
      list: ['title', 'kind'],
      edit: [
        [
          { name: 'title', size: 8 },
          { name: 'kind', size: 4 },
        ],
      ],
    });
    expect(configuration.metadatas.title?.edit).toMatchObject({
      label: '标题',
      description: '一句话。',
      editable: true,
    });
    expect(configuration.metadatas.kind?.edit).toMatchObject({ label: '类型', editable: false });
    expect(configuration.settings.pageSize).toBe(20);
  });

  it('changes nothing the second time', () => {
    const once = first();
    const twice = mergeConfiguration({
      layout: NOTE,
      current: once.configuration,
      written: once.written,
    });

    expect(twice).toEqual(once);
  });

  it('leaves alone what an administrator changed, for ever, and keeps up the rest', () => {
    const { current, written } = changed(({ metadatas, layouts }) => {
      if (metadatas.title) metadatas.title.edit.label = '题目';
      layouts.list = ['title'];
    });
    const layout: TypeLayout = {
      ...NOTE,
      columns: ['kind', 'title'],
      fields: {
        ...NOTE.fields,
        title: { label: { zh: '名称', en: 'Name' }, help: { zh: '两句话。', en: 'Two lines.' } },
      },
    };
    const once = mergeConfiguration({ layout, current, written });
    const twice = mergeConfiguration({
      layout,
      current: once.configuration,
      written: once.written,
    });

    for (const { configuration } of [once, twice]) {
      expect(configuration.layouts.list).toEqual(['title']);
      expect(configuration.metadatas.title?.edit.label).toBe('题目');
      expect(configuration.metadatas.title?.edit.description).toBe('两句话。');
      expect(configuration.metadatas.title?.list.label).toBe('名称');
    }
  });

  it('does not take the words of another language for a change', () => {
    const { current, written } = changed(({ metadatas }) => {
      if (metadatas.title) metadatas.title.edit.label = 'Title';
    });
    const { configuration } = mergeConfiguration({ layout: NOTE, current, written });

    expect(configuration.metadatas.title?.edit.label).toBe('标题');
  });

  it('does not take a new attribute, which Strapi adds by itself, for a change', () => {
    const { current, written } = changed(({ metadatas, layouts }) => {
      metadatas.place = { edit: { label: 'place' }, list: { label: 'place' } };
      layouts.edit = [...(layouts.edit as []), [{ name: 'place', size: 12 }]];
    });
    const layout: TypeLayout = {
      ...NOTE,
      sections: [[[['place', 12]], [['title', 12]], [['kind', 12]]]],
      fields: { ...NOTE.fields, place: { label: { zh: '地点', en: 'Place' } } },
    };
    const { configuration } = mergeConfiguration({ layout, current, written });

    expect(configuration.layouts.edit).toEqual([
      [{ name: 'place', size: 12 }],
      [{ name: 'title', size: 12 }],
      [{ name: 'kind', size: 12 }],
    ]);
    expect(configuration.metadatas.place?.edit.label).toBe('地点');
  });

  it('may have columns that Strapi owns', () => {
    const withDate: TypeLayout = { ...NOTE, columns: ['title', 'updatedAt'] };
    const current = strapisOwn('title', 'kind', 'updatedAt');
    const { configuration, written } = mergeConfiguration({
      layout: withDate,
      current,
      written: null,
    });
    const later: TypeLayout = { ...NOTE, columns: ['updatedAt', 'title'] };
    const next = mergeConfiguration({ layout: later, current: configuration, written });

    expect(next.configuration.layouts.list).toEqual(['updatedAt', 'title']);
  });

  it('changes nothing that it is given', () => {
    const current = strapisOwn('title', 'kind');
    mergeConfiguration({ layout: NOTE, current, written: null });

    expect(current).toEqual(strapisOwn('title', 'kind'));
  });
});
