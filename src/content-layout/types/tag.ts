import type { TypeLayout } from '../layout';

export const tagLayout: TypeLayout = {
  kind: 'type',
  uid: 'api::tag.tag',
  name: { zh: '标签', en: 'Tag' },
  mainField: 'name',
  columns: ['name', 'englishName', 'slug', 'updatedAt'],
  sort: { by: 'name', order: 'ASC' },
  sections: [
    [
      [
        ['name', 6],
        ['englishName', 6],
      ],
      [['slug', 6]],
    ],
  ],
  fields: {
    name: {
      label: { zh: '中文名称', en: 'Chinese name' },
      help: { zh: '一个词，例如“志愿服务”。', en: 'One word or two.' },
    },
    englishName: {
      label: { zh: '英文名称', en: 'English name' },
      help: {
        zh: '英文页面显示它；留空则显示中文名称。',
        en: 'What English pages show; empty: the Chinese name.',
      },
    },
    slug: {
      label: { zh: '标识', en: 'Web address' },
      help: {
        zh: '网站按它筛选，各语言共用；投入使用后不要再改。',
        en: 'Sites filter by it, in every language. Keep it once it is in use.',
      },
    },
  },
};
