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
      [['grades', 12]],
    ],
    [
      [['reportForm', 12]],
      [['verdictForm', 12]],
      [
        ['evidenceBefore', 4],
        ['evidenceDuring', 4],
        ['evidenceAfter', 4],
      ],
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
        zh: '权重之和为 100。“可不适用”的项目可以不打分，其余项目按比例计分；一票否决项得 0 分，总分即为 0。',
        en: 'Weights add up to 100. What may not apply can be left out, the rest counts for the whole; 0 points on a veto item make the whole score 0.',
      },
    },
    grades: {
      label: { zh: '等次', en: 'Grades' },
      help: {
        zh: '可不填。每个等次从起点分算到上一个等次；低于最低起点的没有等次。',
        en: 'Optional. Each grade reaches from its lower bound to the next; below the lowest there is none.',
      },
    },
    reportForm: {
      label: { zh: '进展表单', en: 'Report form' },
      help: {
        zh: '可不填。认领方每次报告进展和提交验收时填写。已认领的按认领时的表单填写。',
        en: 'Optional. Claimants answer it with every report and submission; a running claim keeps the form that it was taken under.',
      },
    },
    verdictForm: {
      label: { zh: '验收表单', en: 'Verdict form' },
      help: {
        zh: '可不填。考评员每次给出验收意见时填写，退回和不予通过也要填写。',
        en: 'Optional. Evaluators answer it with every verdict, also when they return or reject.',
      },
    },
    evidenceBefore: {
      label: { zh: '事前佐证', en: 'Evidence before' },
      help: {
        zh: '提交验收前，各次进展中至少要有几份开工之前的照片或文件，0 到 20。',
        en: 'How many photos or files from before the work reports show at least, 0 to 20.',
      },
    },
    evidenceDuring: {
      label: { zh: '事中佐证', en: 'Evidence during' },
      help: {
        zh: '至少要有几份工作过程中的照片或文件，0 到 20。',
        en: 'How many from during the work, 0 to 20.',
      },
    },
    evidenceAfter: {
      label: { zh: '事后佐证', en: 'Evidence after' },
      help: {
        zh: '至少要有几份完工之后的照片或文件，0 到 20。',
        en: 'How many from after the work, 0 to 20.',
      },
    },
  },
};
