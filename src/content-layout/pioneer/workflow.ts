import type { TypeLayout } from '../layout';
import { claimModeWords } from '../shared-fields';

/** Of the plugin, edited here. */
export const workflowLayout: TypeLayout = {
  kind: 'type',
  uid: 'plugin::pioneer.workflow',
  name: { zh: '流程', en: 'Workflow' },
  mainField: 'name',
  columns: ['name', 'claimMode', 'leaseHours', 'updatedAt'],
  sort: { by: 'name', order: 'ASC' },
  sections: [
    [
      [
        ['name', 8],
        ['claimMode', 4],
      ],
      [
        ['leaseHours', 6],
        ['appealWindowDays', 6],
      ],
      [['steps', 12]],
    ],
  ],
  fields: {
    name: {
      label: { zh: '名称', en: 'Name' },
      help: {
        zh: '修改流程不影响已经开放的任务；任务再次发布时采用新的流程。',
        en: 'A change leaves open tasks as they are; a task takes it up when published again.',
      },
    },
    claimMode: {
      label: { zh: '认领方式', en: 'Claim mode' },
      help: {
        zh: '目前只支持公开认领；其他方式的任务还不能发布。',
        en: 'For now only "open" works; tasks with another one cannot be published yet.',
      },
      values: claimModeWords,
    },
    leaseHours: {
      label: { zh: '认领有效期（小时）', en: 'Lease (hours)' },
      help: {
        zh: '这段时间内没有进展，认领自动失效。',
        en: 'A claim without progress for this long expires.',
      },
    },
    appealWindowDays: {
      label: { zh: '申诉期（天）', en: 'Appeal window (days)' },
      help: {
        zh: '不予通过之后可以申诉的天数；0 表示不能申诉。',
        en: 'How long a rejection may be appealed; 0 means not at all.',
      },
    },
    steps: {
      label: { zh: '验收环节', en: 'Steps of evaluation' },
      help: {
        zh: '提交后逐级验收。每个环节先问最近一级组织的考评员，参与过的人不能验收，没有合适的人就问上一级；超过时限也上报上一级。',
        en: 'Submitted work passes one step after the other. Each asks the evaluators of the nearest organisation; who had part is left out, and where nobody is left, or the limit passes, the next one above is asked.',
      },
    },
  },
};
