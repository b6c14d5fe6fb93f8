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

export const storyLayout: TypeLayout = {
  kind: 'type',
  uid: 'api::story.story',
  name: { zh: '故事', en: 'Story' },
  mainField: 'title',
  columns: ['title', 'cover', 'organisation', 'tags', 'updatedAt'],
  sort: { by: 'updatedAt', order: 'DESC' },
  sections: [
    [
      [
        ['title', 8],
        ['slug', 4],
      ],
      [['summary', 12]],
      [['body', 12]],
      [
        ['cover', 6],
        ['gallery', 6],
      ],
    ],
    [
      [
        ['organisation', 6],
        ['theme', 6],
      ],
      [
        ['roleModels', 6],
        ['tasks', 6],
      ],
      [['tags', 12]],
    ],
  ],
  fields: {
    title: {
      label: { zh: '标题', en: 'Title' },
      help: { zh: '谁做了什么，带来什么改变。', en: 'Who did what, and what changed.' },
    },
    slug: slugField,
    summary: summaryField,
    cover: coverField,
    gallery: galleryField,
    body: storyBodyField,
    tags: tagsField,
    theme: themeField,
    organisation: organisationField,
    roleModels: {
      label: { zh: '相关榜样', en: 'Role models' },
      help: {
        zh: '榜样的页面也会列出这篇故事；榜样发布后才会公开显示。',
        en: 'Their pages list this story too. Readers see the published ones.',
      },
      shows: 'name',
    },
    tasks: {
      label: { zh: '相关任务', en: 'Tasks' },
      help: {
        zh: '请先发布任务再发布故事，否则要把故事再发布一次，读者才看得到。',
        en: 'Publish the task first: a story published before it shows the task once republished.',
      },
      shows: 'title',
    },
  },
};
