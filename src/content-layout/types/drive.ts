import type { TypeLayout } from '../layout';
import {
  audienceField,
  coverField,
  eligibilityField,
  slugField,
  summaryField,
} from '../shared-fields';

export const driveLayout: TypeLayout = {
  kind: 'type',
  uid: 'api::drive.drive',
  name: { zh: '专项行动', en: 'Drive' },
  mainField: 'name',
  columns: ['name', 'theme', 'state', 'opensAt', 'dueAt'],
  sort: { by: 'updatedAt', order: 'DESC' },
  sections: [
    [
      [
        ['name', 8],
        ['slug', 4],
      ],
      [['summary', 12]],
      [
        ['cover', 6],
        ['theme', 6],
      ],
    ],
    [
      [
        ['standard', 6],
        ['workflow', 6],
      ],
      [
        ['opensAt', 6],
        ['closesAt', 6],
      ],
      [
        ['dueAt', 6],
        ['state', 6],
      ],
      [
        ['audience', 6],
        ['eligibility', 6],
      ],
      [['reportForm', 12]],
    ],
  ],
  fields: {
    name: { label: { zh: '名称', en: 'Name' } },
    slug: slugField,
    summary: summaryField,
    cover: coverField,
    theme: { label: { zh: '年度主题', en: 'Theme' }, shows: 'name' },
    standard: {
      label: { zh: '工作标准', en: 'Work standard' },
      help: {
        zh: '本行动中没有自己标准的任务，都按它验收。',
        en: 'Measures every task of the drive that names no standard of its own.',
      },
      shows: 'name',
    },
    workflow: {
      label: { zh: '流程', en: 'Workflow' },
      help: {
        zh: '本行动中没有自己流程的任务，都按它认领和验收。',
        en: 'Governs every task of the drive that names no workflow of its own.',
      },
      shows: 'name',
    },
    audience: audienceField,
    eligibility: eligibilityField,
    reportForm: {
      label: { zh: '进展表单', en: 'Report form' },
      help: {
        zh: '本行动的任务报告进展时，在工作标准的字段之后填写。修改后，已开放的任务仍按原表单进行，再次发布时采用。',
        en: 'Asked in reports of all tasks of the drive, after the fields of their standard. A change leaves tasks that are already open as they are until they are published again.',
      },
    },
    opensAt: {
      label: { zh: '开始认领', en: 'Opens' },
      help: {
        zh: '任务没有填写时依照这里。修改后，已开放的任务仍按原约定进行。',
        en: 'For tasks that give none. A change leaves tasks that are already open as they are.',
      },
    },
    closesAt: {
      label: { zh: '停止认领', en: 'Closes' },
      help: { zh: '任务没有填写时依照这里。', en: 'For tasks that give none.' },
    },
    dueAt: {
      label: { zh: '完成期限', en: 'Due' },
      help: { zh: '任务没有填写时依照这里。', en: 'For tasks that give none.' },
    },
    state: {
      label: { zh: '状态', en: 'State' },
      help: {
        zh: '归档表示不必再列出，任务和成果都保留。',
        en: 'Archived: no longer to be listed; its tasks and results stay.',
      },
      values: {
        active: { zh: '进行中', en: 'Active' },
        archived: { zh: '已归档', en: 'Archived' },
      },
    },
  },
};
