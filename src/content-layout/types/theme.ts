import type { TypeLayout } from '../layout';

export const themeLayout: TypeLayout = {
  kind: 'type',
  uid: 'api::theme.theme',
  name: { zh: '年度主题', en: 'Theme' },
  mainField: 'name',
  columns: ['name', 'year', 'slogan', 'updatedAt'],
  sort: { by: 'year', order: 'DESC' },
  sections: [
    [
      [
        ['name', 8],
        ['year', 4],
      ],
      [['slogan', 12]],
      [['summary', 12]],
    ],
    [[['logo', 6]], [['colours', 12]]],
  ],
  fields: {
    year: { label: { zh: '年份', en: 'Year' } },
    name: {
      label: { zh: '品牌名称', en: 'Brand' },
      help: {
        zh: '这一年工作的名字，例如“美丽先锋”。',
        en: 'What the work of this year is called.',
      },
    },
    slogan: { label: { zh: '口号', en: 'Slogan' } },
    summary: {
      label: { zh: '简介', en: 'Summary' },
      help: {
        zh: '为什么是这个主题，两三句话。',
        en: 'Why this theme, in two or three sentences.',
      },
    },
    colours: {
      label: { zh: '配色', en: 'Colours' },
      help: {
        zh: '各语言共用。',
        en: 'Shared by all languages.',
      },
    },
    logo: {
      label: { zh: '标志', en: 'Logo' },
      help: {
        zh: '透明背景的 PNG 或 WebP；各语言共用。',
        en: 'PNG or WebP on a transparent ground; shared by all languages.',
      },
    },
  },
};
