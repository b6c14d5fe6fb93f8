import type { ComponentLayout } from '../layout';

export const coloursLayout: ComponentLayout = {
  kind: 'component',
  uid: 'civic.colours',
  name: { zh: '配色', en: 'Colours' },
  mainField: 'brand',
  sections: [
    [
      [
        ['brand', 4],
        ['accent', 4],
        ['paper', 4],
      ],
    ],
  ],
  fields: {
    brand: {
      label: { zh: '主色', en: 'Brand' },
      help: {
        zh: '#RRGGBB，例如 #B3261E。网站的其他色调由它推算。',
        en: '#RRGGBB, such as #B3261E. Sites derive every other tone from it.',
      },
    },
    accent: {
      label: { zh: '点缀色', en: 'Accent' },
      help: { zh: '#RRGGBB。留空则由主色推算。', en: '#RRGGBB. Empty: derived from the brand.' },
    },
    paper: {
      label: { zh: '底色', en: 'Paper' },
      help: { zh: '#RRGGBB，页面的背景。', en: '#RRGGBB, the background of pages.' },
    },
  },
};
