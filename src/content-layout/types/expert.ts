import type { TypeLayout } from '../layout';
import { slugField, summaryField } from '../shared-fields';

export const expertLayout: TypeLayout = {
  kind: 'type',
  uid: 'api::expert.expert',
  name: { zh: '专家', en: 'Expert' },
  mainField: 'name',
  columns: ['name', 'photo', 'position', 'affiliation', 'expertise'],
  sort: { by: 'name', order: 'ASC' },
  sections: [
    [
      [
        ['name', 8],
        ['slug', 4],
      ],
      [
        ['position', 6],
        ['affiliation', 6],
      ],
      [['expertise', 12]],
      [['summary', 12]],
      [['body', 12]],
    ],
    [[['photo', 6]]],
  ],
  fields: {
    name: {
      label: { zh: '姓名', en: 'Name' },
      help: {
        zh: '发布前请征得专家本人同意；不要写电话、住址。',
        en: 'Publish with the consent of the expert; no phone, no address.',
      },
    },
    slug: slugField,
    position: { label: { zh: '职务或职称', en: 'Position' } },
    affiliation: { label: { zh: '所在单位', en: 'Affiliation' } },
    expertise: {
      label: { zh: '专业领域', en: 'Expertise' },
      help: { zh: '几个词，用顿号隔开。', en: 'A few words, with commas between them.' },
    },
    photo: {
      label: { zh: '照片', en: 'Photo' },
      help: { zh: '正方形最合适；各语言共用。', en: 'Best as a square; shared by all languages.' },
    },
    summary: summaryField,
    body: { label: { zh: '详细介绍', en: 'Body' } },
  },
};
