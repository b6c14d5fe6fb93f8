/** A member whose password is handed out, and what can be seen through those eyes. */
export interface Guide {
  readonly number: string;
  readonly zh: string;
  readonly en: string;
  /** Whose account is shown on the screen, too. */
  readonly isFirst?: boolean;
}

export const GUIDES: readonly Guide[] = [
  {
    number: 'QH041',
    zh: '成员：手上有一件正在办的任务，还有一件点了名、等着确认',
    en: 'Member, with work in hand and an offer to answer',
    isFirst: true,
  },
  {
    number: 'QH048',
    zh: '成员：有一件被退回、尚未确认原因的任务',
    en: 'Member, with returned work whose reason is not acknowledged yet',
  },
  {
    number: 'QH060',
    zh: '成员：还没有认领，可以从头体验一遍',
    en: 'Member without a claim, to go all the way round',
  },
  {
    number: 'QH023',
    zh: '代表：石桥头东合作社的认领正等着补好再交',
    en: 'Representative of a cooperative whose claim waits to be submitted again',
  },
  {
    number: 'QH005',
    zh: '代表兼组织管理员：可以替荷心社区认领，也批准社区里的申请，有一件在等',
    en: 'Representative and manager of a community: claims for it, decides on applications; one waits',
  },
  {
    number: 'QH004',
    zh: '社区考评员：验收荷心社区和所属网格的任务，有一件在等',
    en: 'Evaluator of a community and everything below it; one claim is waiting',
  },
  {
    number: 'QH002',
    zh: '镇考评员：社区初验以后由镇里终验，有一件在等',
    en: 'Evaluator of the town, asked after the communities; one claim is waiting',
  },
  {
    number: 'QH001',
    zh: '镇级组织管理员：可以打开镇上任何一件认领',
    en: 'Manager of the town: may open any claim',
  },
];
