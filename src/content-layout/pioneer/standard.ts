import type { TypeLayout } from '../layout';

/** Of the plugin, edited here. */
export const standardLayout: TypeLayout = {
  kind: 'type',
  uid: 'plugin::pioneer.standard',
  name: { zh: '工作标准', en: 'Work standard' },
  mainField: 'name',
  columns: ['name', 'passMark', 'updatedAt'],
  sort: { by: 'name', order: 'ASC' },
  sections: [
    [
      [
        ['name', 8],
        ['passMark', 4],
      ],
      [['criteria', 12]],
    ],
  ],
  fields: {
    name: {
      label: { zh: '名称', en: 'Name' },
      help: {
        zh: '修改标准不影响已经开放的任务；任务再次发布时采用新的标准。',
        en: 'A change leaves open tasks as they are; a task takes it up when published again.',
      },
    },
    passMark: {
      label: { zh: '合格分', en: 'Pass mark' },
      help: {
        zh: '0 到 100，达到才能通过。',
        en: '0 to 100; a score below it cannot be accepted.',
      },
    },
    criteria: {
      label: { zh: '验收项', en: 'Criteria' },
      help: {
        zh: '权重之和为 100。',
        en: 'Weights add up to 100.',
      },
    },
  },
};
