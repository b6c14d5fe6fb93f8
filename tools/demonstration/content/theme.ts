/** The theme of the year, in both languages. */
export const THEME = {
  colours: { brand: '#B3261E', accent: '#2F6F62', paper: '#FFFBF5' },
  zh: {
    name: '邻里同心年',
    slogan: '把门前的小事，做成全镇的好事',
    summary:
      '今年我们从门口做起：路灯亮不亮，长辈吃没吃，孩子上学的路好不好走。一件事有一个人认领，做完有人看，做好有人学。',
  },
  en: {
    name: 'Year of Good Neighbours',
    slogan: 'Small things at the door, good things for the whole town',
    summary:
      'This year we begin at the door: is the lamp lit, has grandmother eaten, is the way to school safe. Somebody takes each thing on, somebody looks when it is done, and others learn from it.',
  },
} as const;

/** What the public home page says. */
export const HOME = {
  zh: {
    headline: '在栖荷，好事从敲门开始',
    intro:
      '这里记着镇上正在做的事和做成的事：谁认领了，做到哪一步，街坊怎么看。您也可以认领一件，从离家最近的那件开始。',
  },
  en: {
    headline: 'In Qihe, good things begin with a knock',
    intro:
      'Here is what the town is doing and what it has done: who took it on, how far it is, what the neighbours say. Take something on yourself; begin with what is nearest to your door.',
  },
} as const;

/** Words that group stories and role models. */
export const TAGS = [
  { slug: 'neighbours', name: '邻里', englishName: 'Neighbours' },
  { slug: 'elders', name: '敬老', englishName: 'Elders' },
  { slug: 'clean-home', name: '洁净家园', englishName: 'Clean home' },
  { slug: 'craft', name: '手艺', englishName: 'Craft' },
  { slug: 'river', name: '水边', englishName: 'By the river' },
  { slug: 'children', name: '孩子', englishName: 'Children' },
] as const;

/** Of the stories and tasks below, those that the home page shows first; by slug. */
export const FEATURED = {
  stories: ['di-qi-zhan-deng', 'fantang-de-yi-bai-ba-shi-fen', 'liubai-de-nayifu'],
  tasks: ['court-on-the-threshing-floor', 'phones-for-grandparents', 'stories-told-at-dusk'],
} as const;
