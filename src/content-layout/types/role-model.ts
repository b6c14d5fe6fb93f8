import type { TypeLayout } from '../layout';
import {
  coverField,
  galleryField,
  organisationField,
  slugField,
  storyBodyField,
  summaryField,
  tagsField,
  themeField,
} from '../shared-fields';

export const roleModelLayout: TypeLayout = {
  kind: 'type',
  uid: 'api::role-model.role-model',
  name: { zh: '榜样', en: 'Role model' },
  mainField: 'name',
  columns: ['name', 'cover', 'kind', 'organisation', 'updatedAt'],
  sort: { by: 'updatedAt', order: 'DESC' },
  sections: [
    [
      [
        ['name', 4],
        ['kind', 4],
        ['slug', 4],
      ],
      [['summary', 12]],
      [['body', 12]],
      [
        ['cover', 6],
        ['gallery', 6],
      ],
    ],
    [[['honours', 12]]],
    [
      [
        ['organisation', 6],
        ['theme', 6],
      ],
      [
        ['stories', 6],
        ['tags', 6],
      ],
    ],
  ],
  fields: {
    name: {
      label: { zh: '姓名或名称', en: 'Name' },
      help: {
        zh: '公开姓名前请先征得本人同意；家庭可写“李某某家庭”。',
        en: 'Ask before you publish a name; a family may be named after one of its members.',
      },
    },
    slug: slugField,
    kind: {
      label: { zh: '类型', en: 'Kind' },
      values: {
        individual: { zh: '个人', en: 'Individual' },
        family: { zh: '家庭', en: 'Family' },
        collective: { zh: '集体', en: 'Collective' },
      },
    },
    summary: summaryField,
    cover: coverField,
    gallery: galleryField,
    body: storyBodyField,
    honours: {
      label: { zh: '荣誉', en: 'Honours' },
      help: {
        zh: '一项荣誉一条，可拖动排序，最重要的放在最前。',
        en: 'One entry for each; drag to sort, the most important first.',
      },
    },
    tags: tagsField,
    theme: themeField,
    organisation: organisationField,
    stories: {
      label: { zh: '相关故事', en: 'Stories' },
      help: {
        zh: '故事的页面也会列出这位榜样；故事发布后才会公开显示。',
        en: 'Their pages list this role model too. Readers see the published ones.',
      },
      shows: 'title',
    },
  },
};
