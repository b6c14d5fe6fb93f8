import type { TypeLayout } from '../layout';
import { audienceField, claimModeWords, eligibilityField } from '../shared-fields';

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
        ['leaseHours', 4],
        ['extensions', 4],
        ['withdrawalNeedsApproval', 4],
      ],
      [
        ['waitingList', 4],
        ['offerHours', 4],
        ['appealWindowDays', 4],
      ],
      [
        ['liveLimit', 6],
        ['coolDownHours', 6],
      ],
      [
        ['audience', 6],
        ['eligibility', 6],
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
        zh: '公开认领：先到先得；申请认领：组织管理员批准；指派：组织管理员点名，被点名的确认后开始；全员认领：范围内人人有份，自动纳入。',
        en: 'Open: first come, first served. Apply: a manager approves. Assign: a manager names claimants, who say yes. Everyone: all members or organisations there are enrolled.',
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
    extensions: {
      label: { zh: '可自行延期的次数', en: 'Extensions by the claimant' },
      help: {
        zh: '每次延长一个有效期；组织管理员不受此限。',
        en: 'Each adds one more lease; managers may always give one.',
      },
    },
    withdrawalNeedsApproval: {
      label: { zh: '撤回需要批准', en: 'Withdrawal needs a yes' },
      help: {
        zh: '已经开始的认领，撤回要组织管理员同意。',
        en: 'Work that has begun is given up only when a manager agrees.',
      },
    },
    waitingList: {
      label: { zh: '名额满后可候补', en: 'Waiting list' },
      help: {
        zh: '空出的名额按先后给候补的人，由其确认。',
        en: 'Who waits longest is offered a slot that comes free.',
      },
    },
    offerHours: {
      label: { zh: '名额保留时间（小时）', en: 'Time to answer an offer (hours)' },
      help: {
        zh: '候补转正或指派后，名额保留多久等待确认。',
        en: 'How long a slot is kept for who was promoted or named.',
      },
    },
    liveLimit: {
      label: { zh: '同时进行的认领上限', en: 'Limit of running claims' },
      help: {
        zh: '同一认领方在此流程下最多同时进行几个；不填为不限。',
        en: 'How many one claimant may have running under this workflow; empty: any number.',
      },
    },
    coolDownHours: {
      label: { zh: '过期后的等待时间（小时）', en: 'Cool-down after expiry (hours)' },
      help: {
        zh: '认领过期后多久才能再认领；0 为不限。',
        en: 'How long whoever let a claim expire waits before the next; 0 means not at all.',
      },
    },
    appealWindowDays: {
      label: { zh: '申诉期（天）', en: 'Appeal window (days)' },
      help: {
        zh: '不予通过之后可以申诉的天数；0 表示不能申诉。',
        en: 'How long a rejection may be appealed; 0 means not at all.',
      },
    },
    audience: audienceField,
    eligibility: eligibilityField,
    steps: {
      label: { zh: '验收环节', en: 'Steps of evaluation' },
      help: {
        zh: '提交后逐级验收。每个环节先问最近一级组织的考评员，参与过的人不能验收，没有合适的人就问上一级；超过时限也上报上一级。',
        en: 'Submitted work passes one step after the other. Each asks the evaluators of the nearest organisation; who had part is left out, and where nobody is left, or the limit passes, the next one above is asked.',
      },
    },
  },
};
