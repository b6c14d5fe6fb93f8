import type { TypeLayout } from '../layout';
import { claimModeWords, coverField, slugField } from '../shared-fields';

export const taskLayout: TypeLayout = {
  kind: 'type',
  uid: 'api::task.task',
  name: { zh: '任务', en: 'Task' },
  mainField: 'title',
  columns: ['title', 'organisation', 'drive', 'priority', 'dueAt'],
  sort: { by: 'updatedAt', order: 'DESC' },
  sections: [
    [
      [
        ['title', 8],
        ['slug', 4],
      ],
      [['summary', 12]],
      [
        ['category', 4],
        ['priority', 4],
        ['difficulty', 4],
      ],
      [['body', 12]],
      [
        ['cover', 6],
        ['attachments', 6],
      ],
    ],
    [
      [
        ['organisation', 6],
        ['drive', 6],
      ],
      [['place', 12]],
    ],
    [
      [
        ['standard', 6],
        ['workflow', 6],
      ],
      [
        ['claimMode', 6],
        ['points', 6],
      ],
      [
        ['memberSlots', 6],
        ['organisationSlots', 6],
      ],
    ],
    [
      [
        ['opensAt', 6],
        ['closesAt', 6],
      ],
      [['dueAt', 6]],
    ],
  ],
  fields: {
    title: {
      label: { zh: '标题', en: 'Title' },
      help: {
        zh: '一句话说清做什么、在哪里，例如“清理沙口村北巷积水”。',
        en: 'What is to be done and where, in one line.',
      },
    },
    slug: slugField,
    summary: {
      label: { zh: '摘要', en: 'Summary' },
      help: {
        zh: '两三句话，显示在任务列表上，让人不点开就知道能不能做。',
        en: 'Two or three sentences on the board: enough to know whether to open the task.',
      },
    },
    body: { label: { zh: '详细说明', en: 'Body' } },
    category: {
      label: { zh: '类别', en: 'Category' },
      help: {
        zh: '同类任务请写同一个词，成员按它筛选。',
        en: 'Use the same word for the same kind: members filter by it.',
      },
    },
    priority: {
      label: { zh: '优先级', en: 'Priority' },
      values: {
        low: { zh: '低', en: 'Low' },
        normal: { zh: '普通', en: 'Normal' },
        high: { zh: '高', en: 'High' },
        urgent: { zh: '紧急', en: 'Urgent' },
      },
    },
    difficulty: {
      label: { zh: '难度', en: 'Difficulty' },
      values: {
        easy: { zh: '容易', en: 'Easy' },
        normal: { zh: '普通', en: 'Normal' },
        hard: { zh: '较难', en: 'Hard' },
      },
    },
    organisation: {
      label: { zh: '负责组织', en: 'Responsible organisation' },
      help: {
        zh: '发布前必须填写；由它和它的上级组织验收。',
        en: 'Needed before publishing; it and the organisations above it evaluate the work.',
      },
      shows: 'name',
    },
    place: { label: { zh: '地点', en: 'Place' } },
    cover: coverField,
    attachments: {
      label: { zh: '附件', en: 'Attachments' },
      help: {
        zh: '图纸、通知等公开资料，任何人都能下载。',
        en: 'Plans, notices and the like. Anybody may download them.',
      },
    },
    drive: {
      label: { zh: '专项行动', en: 'Drive' },
      help: {
        zh: '下面留空的标准、流程和时间，依照专项行动。',
        en: 'It gives the standard, the workflow and the dates that are left empty below.',
      },
      shows: 'name',
    },
    standard: {
      label: { zh: '工作标准', en: 'Work standard' },
      help: {
        zh: '按什么验收、怎样打分。留空则依照专项行动。',
        en: 'What the work is measured by. Empty: as the drive says.',
      },
      shows: 'name',
    },
    workflow: {
      label: { zh: '流程', en: 'Workflow' },
      help: {
        zh: '怎样认领、认领多久有效。留空则依照专项行动。',
        en: 'How it is claimed and for how long. Empty: as the drive says.',
      },
      shows: 'name',
    },
    claimMode: {
      label: { zh: '认领方式', en: 'Claim mode' },
      help: { zh: '留空则依照流程。', en: 'Empty: as the workflow says.' },
      values: claimModeWords,
    },
    memberSlots: {
      label: { zh: '成员名额', en: 'Member slots' },
      help: {
        zh: '最多几名成员可以同时认领；0 表示成员不能认领。',
        en: 'How many members may hold it at the same time; 0 means none.',
      },
    },
    organisationSlots: {
      label: { zh: '组织名额', en: 'Organisation slots' },
      help: {
        zh: '最多几个组织可以同时认领；0 表示组织不能认领。',
        en: 'How many organisations may hold it at the same time; 0 means none.',
      },
    },
    points: {
      label: { zh: '积分', en: 'Points' },
      help: {
        zh: '验收通过后可得的积分。',
        en: 'What an accepted claim is worth.',
      },
    },
    opensAt: {
      label: { zh: '开始认领', en: 'Opens' },
      help: {
        zh: '此前看得见，不能认领。留空则发布即可认领。',
        en: 'Visible before, not to be claimed. Empty: claims open on publishing.',
      },
    },
    closesAt: {
      label: { zh: '停止认领', en: 'Closes' },
      help: {
        zh: '此后不再接受认领，已认领的照常进行。',
        en: 'No new claims after it; running ones go on.',
      },
    },
    dueAt: {
      label: { zh: '完成期限', en: 'Due' },
      help: {
        zh: '认领的人要在此前提交验收。',
        en: 'Claimants submit their work before it.',
      },
    },
  },
};
