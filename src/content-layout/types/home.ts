import type { TypeLayout } from '../layout';

export const homeLayout: TypeLayout = {
  kind: 'type',
  uid: 'api::home.home',
  name: { zh: '首页', en: 'Home' },
  mainField: 'headline',
  columns: [],
  sort: { by: 'headline', order: 'ASC' },
  sections: [
    [[['headline', 12]], [['intro', 12]], [['theme', 6]]],
    [
      [
        ['featuredStories', 6],
        ['featuredTasks', 6],
      ],
    ],
  ],
  fields: {
    theme: {
      label: { zh: '年度主题', en: 'Theme' },
      help: {
        zh: '网站的品牌、口号和配色取自这个主题。',
        en: 'Gives the site its brand, slogan and colours.',
      },
      shows: 'name',
    },
    headline: {
      label: { zh: '首页标题', en: 'Headline' },
      help: { zh: '访客看到的第一句话。', en: 'The first sentence that visitors read.' },
    },
    intro: { label: { zh: '导语', en: 'Intro' } },
    featuredStories: {
      label: { zh: '推荐故事', en: 'Featured stories' },
      help: {
        zh: '按这里的顺序显示；未发布的不会出现，发布后自动出现。',
        en: 'Shown in this order. Drafts wait: they appear when they are published.',
      },
      shows: 'title',
    },
    featuredTasks: {
      label: { zh: '推荐任务', en: 'Featured tasks' },
      help: {
        zh: '按这里的顺序显示；未发布的不会出现，发布后自动出现。',
        en: 'Shown in this order. Drafts wait: they appear when they are published.',
      },
      shows: 'title',
    },
  },
};
