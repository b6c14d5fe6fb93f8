/** What most standards call their scores. */
const GRADES = [
  { key: 'excellent', label: { zh: '优秀', en: 'Excellent' }, from: 90 },
  { key: 'good', label: { zh: '良好', en: 'Good' }, from: 80 },
  { key: 'fair', label: { zh: '合格', en: 'Fair' }, from: 60 },
];

/** Work standards: what is looked at, with weights that add up to 100. */
export const STANDARDS = {
  spot: {
    name: '点位整改标准',
    passMark: 70,
    grades: GRADES,
    criteria: [
      { key: 'result', label: { zh: '问题整改到位', en: 'Put right' }, weight: 50 },
      { key: 'tidy', label: { zh: '周边整洁有序', en: 'Tidy around it' }, weight: 20 },
      { key: 'lasting', label: { zh: '有人管、不反弹', en: 'Likely to last' }, weight: 20 },
      { key: 'neighbours', label: { zh: '街坊认可', en: 'Neighbours agree' }, weight: 10 },
    ],
  },
  visit: {
    name: '走访服务标准',
    passMark: 60,
    grades: GRADES,
    criteria: [
      { key: 'reach', label: { zh: '该到的户都到了', en: 'Everybody reached' }, weight: 40 },
      {
        key: 'response',
        label: { zh: '问题件件有回音', en: 'Every concern answered' },
        weight: 40,
      },
      { key: 'record', label: { zh: '记录简明准确', en: 'Short, exact notes' }, weight: 20 },
    ],
  },
  project: {
    name: '共建项目标准',
    passMark: 65,
    grades: GRADES,
    criteria: [
      { key: 'plan', label: { zh: '方案听过街坊意见', en: 'Planned with neighbours' }, weight: 30 },
      { key: 'people', label: { zh: '动手的人多', en: 'Many hands' }, weight: 30 },
      { key: 'outcome', label: { zh: '成果看得见、用得上', en: 'Seen and used' }, weight: 40 },
    ],
  },
} as const;

/** How claims are taken. A lease starts again with every report. */
export const WORKFLOWS = {
  regular: {
    name: '常规认领：一级验收，可候补',
    claimMode: 'open',
    leaseHours: 14 * 24,
    appealWindowDays: 0,
    waitingList: true,
    extensions: 1,
  },
  appealable: {
    name: '重点认领：一级验收，可申诉 10 天',
    claimMode: 'open',
    leaseHours: 21 * 24,
    appealWindowDays: 10,
  },
  project: {
    name: '共建项目：社区初验，镇里终验',
    claimMode: 'open',
    leaseHours: 21 * 24,
    appealWindowDays: 10,
    withdrawalNeedsApproval: true,
    steps: [
      {
        key: 'community',
        label: { zh: '社区初验', en: 'Community' },
        level: '社区',
        hours: 7 * 24,
        remindHours: 4 * 24,
      },
      { key: 'town', label: { zh: '镇里终验', en: 'Town' }, level: '镇' },
    ],
  },
  application: {
    name: '申请认领：由组织管理员批准',
    claimMode: 'apply',
    leaseHours: 14 * 24,
    appealWindowDays: 0,
  },
  assignment: {
    name: '指派：由组织管理员点名',
    claimMode: 'assign',
    leaseHours: 14 * 24,
    appealWindowDays: 0,
    offerHours: 7 * 24,
  },
  everyone: {
    name: '全员认领：人人有份',
    claimMode: 'everyone',
    leaseHours: 30 * 24,
    appealWindowDays: 0,
  },
} as const;

/** Groups of tasks with common defaults; days are counted from today. */
export const DRIVES = {
  doorsteps: {
    name: '门前三尺',
    slug: 'doorsteps',
    summary:
      '从自家门口做起：雨水口不堵、路灯亮着、墙角没有垃圾。一个点位一个认领人，整改前后都让街坊看得见。',
    standard: 'spot',
    workflow: 'regular',
    opens: -66,
    closes: 60,
  },
  visits: {
    name: '敲门问暖',
    slug: 'knock-and-ask',
    summary:
      '独居的长辈、刚生产的妈妈、暑假没人带的孩子，每周有人敲一次门，问一句“缺什么”，能办的当天办。',
    standard: 'visit',
    workflow: 'regular',
    opens: -60,
    closes: 90,
  },
} as const;
