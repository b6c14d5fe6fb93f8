import type { TypeLayout } from '../layout';
import {
  audienceField,
  claimModeWords,
  coverField,
  eligibilityField,
  slugField,
} from '../shared-fields';

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
      [
        ['unitKind', 6],
        ['unitCategory', 6],
      ],
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
      [
        ['audience', 6],
        ['eligibility', 6],
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
    unitKind: {
      label: { zh: '单元', en: 'Units' },
      help: {
        zh: '负责组织及其下级范围内，每个单元各有一个认领项；名额按每个单元计算。不分单元则整个任务是一个认领项。',
        en: 'Each unit at or below the responsible organisation has an opening of its own, with its own slots. None: the whole task is one opening.',
      },
      values: {
        none: { zh: '不分单元', en: 'None: one opening' },
        spot: { zh: '整治点', en: 'Spots to put right' },
        organisation: { zh: '下级组织', en: 'Organisations below' },
        household: { zh: '住户', en: 'Households' },
        date: { zh: '岗位的周期日期', en: 'Dates of posts' },
      },
    },
    unitCategory: {
      label: { zh: '单元类别', en: 'Category of the units' },
      help: {
        zh: '只含这一类整治点，或这一类型的组织，例如“积水”“经济社”。留空为全部。',
        en: 'Only spots of this category, or organisations of this kind. Empty: all of them.',
      },
    },
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
    audience: audienceField,
    eligibility: eligibilityField,
    memberSlots: {
      label: { zh: '成员名额', en: 'Member slots' },
      help: {
        zh: '最多几名成员可以同时认领；0 表示成员不能认领。全员认领时，填 1 即纳入范围内的全体成员。',
        en: 'How many members may hold it at the same time; 0 means none. For everyone: 1 enrols all members there.',
      },
    },
    organisationSlots: {
      label: { zh: '组织名额', en: 'Organisation slots' },
      help: {
        zh: '最多几个组织可以同时认领；0 表示组织不能认领。全员认领时，填 1 即纳入范围内的全部组织。',
        en: 'How many organisations may hold it at the same time; 0 means none. For everyone: 1 enrols all organisations there.',
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
