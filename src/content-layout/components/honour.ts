import type { ComponentLayout } from '../layout';

export const honourLayout: ComponentLayout = {
  kind: 'component',
  uid: 'civic.honour',
  name: { zh: '荣誉', en: 'Honour' },
  mainField: 'title',
  sections: [
    [
      [
        ['title', 8],
        ['year', 4],
      ],
      [
        ['star', 6],
        ['awardedBy', 6],
      ],
    ],
  ],
  fields: {
    title: {
      label: { zh: '荣誉名称', en: 'Title' },
      help: {
        zh: '按证书上的写法，例如“九江镇最美家庭”。',
        en: 'As the certificate says it.',
      },
    },
    star: {
      label: { zh: '星级称号', en: 'Named star' },
      help: {
        zh: '属于星级评选的才选，其他荣誉留空。',
        en: 'Only for honours of the star scheme; leave it empty for others.',
      },
      values: {
        'five-star-family': { zh: '五星家庭', en: 'Five-star family' },
        'law-abiding-star': { zh: '爱国守法星', en: 'Star of good citizenship' },
        'integrity-star': { zh: '诚实守信星', en: 'Star of integrity' },
        'filial-star': { zh: '孝老爱亲星', en: 'Star of family care' },
        'neighbourly-star': { zh: '邻里和睦星', en: 'Star of good neighbours' },
        'diligence-star': { zh: '勤劳致富星', en: 'Star of diligence' },
        'learning-star': { zh: '崇学向上星', en: 'Star of learning' },
        'clean-home-star': { zh: '庭院整洁星', en: 'Star of the clean home' },
        'green-star': { zh: '绿色环保星', en: 'Green star' },
        'new-customs-star': { zh: '移风易俗星', en: 'Star of new customs' },
        'volunteer-star': { zh: '志愿服务星', en: 'Volunteer star' },
        'pioneer-star': { zh: '先锋之星', en: 'Pioneer star' },
        'craftsman-star': { zh: '工匠之星', en: 'Star of craft' },
        'pioneer-collective': { zh: '先锋集体', en: 'Pioneer collective' },
      },
    },
    year: { label: { zh: '年份', en: 'Year' } },
    awardedBy: {
      label: { zh: '授予单位', en: 'Awarded by' },
    },
  },
};
