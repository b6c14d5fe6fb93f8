import type { DayKind } from './people/calendar';
import type { Appointers } from './people/posts';
import type { MembershipRole } from './people/roles';
import type { EvidenceMoment } from './evidence/rules';
import type { FieldType } from './work/form';
import type { ClaimantKind, ClaimMode, ClaimState } from './work/states';
import type { ClaimCommand, ClaimRole } from './work/transitions';
import type { UnitKind } from './units/units';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

type Word = Readonly<Record<Language, string>>;

/** One word for one thing: how people read the states of a claim. */
export const STATE_WORDS: Record<ClaimState, Word> = {
  waiting: { zh: '候补', en: 'waiting' },
  applied: { zh: '待批准', en: 'applied' },
  offered: { zh: '待确认', en: 'offered' },
  active: { zh: '进行中', en: 'active' },
  submitted: { zh: '待验收', en: 'submitted' },
  returned: { zh: '已退回', en: 'returned' },
  accepted: { zh: '已通过', en: 'accepted' },
  rejected: { zh: '不予通过', en: 'rejected' },
  closed: { zh: '已结束', en: 'closed' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  expired: { zh: '已过期', en: 'expired' },
  declined: { zh: '已谢绝', en: 'declined' },
  refused: { zh: '未获批准', en: 'refused' },
  cancelled: { zh: '已取消', en: 'cancelled' },
};

/** How people read the commands. */
export const COMMAND_WORDS: Record<ClaimCommand, Word> = {
  claim: { zh: '认领', en: 'claim' },
  apply: { zh: '申请认领', en: 'apply' },
  wait: { zh: '加入候补', en: 'wait' },
  acceptOffer: { zh: '接受名额', en: 'accept the offer' },
  decline: { zh: '谢绝', en: 'decline' },
  report: { zh: '报告进展', en: 'report' },
  submit: { zh: '提交验收', en: 'submit' },
  acknowledge: { zh: '确认退回原因', en: 'acknowledge' },
  withdraw: { zh: '撤回认领', en: 'withdraw' },
  handOver: { zh: '移交', en: 'hand over' },
  appeal: { zh: '申诉', en: 'appeal' },
  approve: { zh: '批准', en: 'approve' },
  refuse: { zh: '不批准', en: 'refuse' },
  allowWithdrawal: { zh: '同意撤回', en: 'allow the withdrawal' },
  denyWithdrawal: { zh: '不同意撤回', en: 'deny the withdrawal' },
  assign: { zh: '指派', en: 'assign' },
  enrol: { zh: '全员纳入', en: 'enrol' },
  extend: { zh: '延期', en: 'extend' },
  cancel: { zh: '取消', en: 'cancel' },
  draw: { zh: '抽签', en: 'draw' },
  moveToTerms: { zh: '改用新约定', en: 'move to terms' },
  accept: { zh: '通过', en: 'accept' },
  return: { zh: '退回', en: 'return' },
  reject: { zh: '不予通过', en: 'reject' },
  recheck: { zh: '复核', en: 'recheck' },
  grant: { zh: '支持申诉', en: 'grant the appeal' },
  dismiss: { zh: '驳回申诉', en: 'dismiss the appeal' },
  offer: { zh: '给出名额', en: 'offer' },
  promote: { zh: '候补转正', en: 'promote' },
  expire: { zh: '到期', en: 'expire' },
  remind: { zh: '提醒', en: 'remind' },
  escalate: { zh: '上报', en: 'escalate' },
  pass: { zh: '免检通过', en: 'pass' },
  close: { zh: '结束', en: 'close' },
};

/** How people read who may do something. */
export const ROLE_WORDS: Record<ClaimRole, Word> = {
  claimant: { zh: '认领方', en: 'claimant' },
  manager: { zh: '组织管理员', en: 'manager' },
  evaluator: { zh: '考评员', en: 'evaluator' },
  system: { zh: '系统', en: 'system' },
};

/** How people read what a member is in an organisation. */
export const MEMBERSHIP_ROLE_WORDS: Record<MembershipRole, Word> = {
  member: { zh: '成员', en: 'member' },
  representative: { zh: '代表', en: 'representative' },
  evaluator: { zh: '考评员', en: 'evaluator' },
  manager: { zh: '组织管理员', en: 'manager' },
};

/** How people read who appoints to a post: managers of its own organisation too, or those above. */
export const APPOINTER_WORDS: Record<Appointers, Word> = {
  own: { zh: '本级', en: 'own' },
  above: { zh: '上级', en: 'above' },
};

/** How people read what the calendar says of a day. */
export const DAY_KIND_WORDS: Record<DayKind, Word> = {
  holiday: { zh: '放假', en: 'holiday' },
  workday: { zh: '上班', en: 'working day' },
  usual: { zh: '照常', en: 'usual' },
};

export const CLAIMANT_KIND_WORDS: Record<ClaimantKind, Word> = {
  member: { zh: '成员', en: 'member' },
  organisation: { zh: '组织', en: 'organisation' },
};

export const CLAIM_MODE_WORDS: Record<ClaimMode, Word> = {
  open: { zh: '公开认领', en: 'open' },
  apply: { zh: '申请认领', en: 'apply' },
  assign: { zh: '指派', en: 'assign' },
  everyone: { zh: '全员认领', en: 'everyone' },
};

/** How people read what the openings of a task are about. */
export const UNIT_KIND_WORDS: Record<UnitKind, Word> = {
  none: { zh: '不分单元', en: 'none' },
  spot: { zh: '整治点', en: 'spots' },
  organisation: { zh: '下级组织', en: 'organisations' },
  household: { zh: '住户', en: 'households' },
  date: { zh: '岗位的周期日期', en: 'dates of posts' },
};

/** How people read the fields of a task, a drive and a workflow that refusals name. */
export const FIELD_WORDS = {
  title: { zh: '标题', en: 'title' },
  organisation: { zh: '负责组织', en: 'organisation' },
  standard: { zh: '工作标准', en: 'work standard' },
  workflow: { zh: '流程', en: 'workflow' },
  opensAt: { zh: '开始认领时间', en: 'start of claiming' },
  closesAt: { zh: '停止认领时间', en: 'end of claiming' },
  dueAt: { zh: '完成期限', en: 'due date' },
  leaseHours: { zh: '认领有效期', en: 'lease (hours)' },
  appealWindowDays: { zh: '申诉期', en: 'appeal window (days)' },
  offerHours: { zh: '名额保留时间', en: 'time to answer an offer (hours)' },
  liveLimit: { zh: '同时进行的认领上限', en: 'limit of running claims' },
  coolDownHours: { zh: '过期后的等待时间', en: 'cooling down after expiry (hours)' },
  extensions: { zh: '可自行延期的次数', en: 'extensions by the claimant' },
  evidenceBefore: { zh: '事前佐证', en: 'evidence before' },
  evidenceDuring: { zh: '事中佐证', en: 'evidence during' },
  evidenceAfter: { zh: '事后佐证', en: 'evidence after' },
  audience: { zh: '对象', en: 'audience' },
  eligibility: { zh: '条件', en: 'eligibility' },
} as const satisfies Readonly<Record<string, Word>>;

/** How people read what a field of a form takes. */
export const FIELD_TYPE_WORDS: Record<FieldType, Word> = {
  text: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'number' },
  choice: { zh: '单选', en: 'choice' },
  choices: { zh: '多选', en: 'list of choices' },
  date: { zh: '日期', en: 'date' },
  yesNo: { zh: '是或否', en: 'yes or no' },
};

/** How people read which moment of the work evidence shows. */
export const MOMENT_WORDS: Record<EvidenceMoment, Word> = {
  before: { zh: '事前', en: 'before' },
  during: { zh: '事中', en: 'during' },
  after: { zh: '事后', en: 'after' },
};
/** How people read what an expression may not have much of; calls are named as they are written. */
export const EXPRESSION_SIZE_WORDS = {
  characters: { zh: '字符数', en: 'characters' },
  nodes: { zh: '语法节点数', en: 'nodes of syntax' },
  depth: { zh: '嵌套的遍历层数', en: 'comprehensions within each other' },
  items: { zh: '列表项数', en: 'items of a list' },
} as const satisfies Readonly<Record<string, Word>>;

/** Names in facts that hold words of the tables above, alone or as a list joined by ", ". */
const WORDS_BY_FACT: Readonly<Record<string, Readonly<Record<string, Word>>>> = {
  state: STATE_WORDS,
  expected: STATE_WORDS,
  command: COMMAND_WORDS,
  roles: ROLE_WORDS,
  membershipRole: MEMBERSHIP_ROLE_WORDS,
  kind: CLAIMANT_KIND_WORDS,
  mode: CLAIM_MODE_WORDS,
  units: UNIT_KIND_WORDS,
  missing: FIELD_WORDS,
  earlier: FIELD_WORDS,
  later: FIELD_WORDS,
  field: FIELD_WORDS,
  type: FIELD_TYPE_WORDS,
  moment: MOMENT_WORDS,
  what: EXPRESSION_SIZE_WORDS,
};

const LIST_JOINTS: Record<Language, string> = { zh: '、', en: ', ' };

/** A fact as people read it: words of the tables in their language, anything else as it is. */
export function wordOf(fact: string, value: string, language: Language): string {
  const words = WORDS_BY_FACT[fact];
  if (words === undefined) return value;
  return value
    .split(', ')
    .map((item) => words[item]?.[language] ?? item)
    .join(LIST_JOINTS[language]);
}
