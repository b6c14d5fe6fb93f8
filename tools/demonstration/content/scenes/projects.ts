import type { Scene } from '../types';

/** What many hands did together. */
export const PROJECT_SCENES: readonly Scene[] = [
  {
    task: 'upper-wall-garden',
    by: 'QH029',
    for: 'QH-ND-H1',
    claimed: -53,
    steps: [
      {
        day: -44,
        does: 'report',
        percent: 30,
        text: '榕树下开了会，二十六户说了话。种三角梅，不种草坪。',
      },
      {
        day: -34,
        does: 'report',
        percent: 70,
        text: '翻完土，铺了旧砖。砖是拆老灶剩下的，一分钱没花。',
      },
      {
        day: -26,
        does: 'submit',
        text: '花种下去了，架子是竹子搭的。门口留了一道小栏，狗进不去，轮椅进得去。',
        selfCheck: [90, 95, 85],
      },
      {
        day: -24,
        does: 'return',
        by: 'QH010',
        reason: '花园很好看。浇水表没有排，材料账没有贴，这两样是说好的，补上就行。',
      },
      { day: -23, does: 'acknowledge' },
      {
        day: -17,
        does: 'submit',
        text: '浇水表排到明年，一户一周。账贴在门口：竹子和花苗共三百二十元，街坊凑的。',
        selfCheck: [95, 95, 90],
      },
      {
        day: -16,
        does: 'accept',
        by: 'QH010',
        scores: [93, 95, 90],
        reason: '两样都补上了，账目清楚。',
      },
      {
        day: -15,
        does: 'accept',
        by: 'QH002',
        scores: [95, 96, 92],
        reason: '路过坐了一会儿，有人正按着表浇水。六十平方米，管得比公园细。',
      },
    ],
    ends: 'accepted',
  },
  {
    task: 'mill-wall-gallery',
    by: 'QH039',
    for: 'QH-ZF-Z1',
    claimed: -41,
    steps: [
      {
        day: -30,
        does: 'report',
        percent: 30,
        text: '九位老工友来讲，讲到锅炉房那一段，大家都安静了。',
      },
      {
        day: -18,
        does: 'report',
        percent: 70,
        text: '草图给家属院看过，改了三幅。孩子们上墙打底。',
      },
      {
        day: -6,
        does: 'submit',
        text: '北墙四十米画完，十一幅，每幅下面一句话。最后一幅留白，等以后的人画。',
        selfCheck: [90, 100, 95],
      },
      {
        day: -4,
        does: 'accept',
        by: 'QH016',
        scores: [92, 98, 94],
        reason: '社区看过，画得用心。留白那一幅前面，已经有人站着想了。',
      },
    ],
    ends: 'submitted',
  },
  {
    task: 'mill-wall-gallery',
    by: 'QH017',
    for: 'QH-ZF',
    claimed: -35,
    steps: [
      {
        day: -28,
        does: 'report',
        percent: 50,
        text: '小学美术老师带了二十四个孩子，先在纸上画了一遍。',
      },
      {
        day: -21,
        does: 'submit',
        text: '东墙三十米完成，用水性漆，消防栓和门牌都留出来了。',
        selfCheck: [85, 95, 90],
      },
      {
        day: -19,
        does: 'accept',
        by: 'QH016',
        scores: [88, 96, 92],
        reason: '站在墙下，能听见有人给孩子讲“这就是你外婆那台机”。',
      },
      {
        day: -18,
        does: 'accept',
        by: 'QH002',
        scores: [90, 95, 92],
        reason: '消防栓和门牌都让出来了，细。',
      },
    ],
    ends: 'accepted',
  },
  {
    task: 'sandbags-before-the-rain',
    by: 'QH028',
    for: 'QH-DK-Z1',
    claimed: -37,
    steps: [
      {
        day: -30,
        does: 'report',
        percent: 50,
        text: '沙袋数了两遍，三百六十二个，破的二十九个，已经补灌。',
      },
      {
        day: -22,
        does: 'submit',
        text: '东西齐了，钥匙一式三把，名单贴在门里。夜里演练，从打电话到第一袋沙落地，十四分钟。',
        selfCheck: [90, 90, 95],
      },
      {
        day: -22,
        does: 'accept',
        by: 'QH008',
        scores: [90, 90, 95],
        reason: '钥匙和名单都在，泵也响了。',
      },
      {
        day: -21,
        does: 'accept',
        by: 'QH003',
        scores: [92, 90, 96],
        reason: '演练那晚在场，没有人慌。十四分钟可以再快，但每一步都有人知道自己站在哪里。',
      },
    ],
    ends: 'accepted',
  },
  {
    task: 'sandbags-before-the-rain',
    by: 'QH048',
    claimed: -25,
    steps: [
      {
        day: -18,
        does: 'report',
        percent: 40,
        text: '救生衣一件一件打开看，四件浮芯碎了，已经报换。',
      },
      {
        day: -8,
        does: 'submit',
        text: '救生衣六十件补齐，按大小分了三摞。',
        selfCheck: [80, 70, 85],
      },
      {
        day: -3,
        does: 'return',
        by: 'QH008',
        reason: '救生衣清得细。两台抽水泵还没有试机，请约船工支部一起试十分钟，记下油量再交。',
      },
    ],
    ends: 'returned',
  },
  {
    task: 'stories-told-at-dusk',
    by: 'QH038',
    claimed: -19,
    steps: [
      {
        day: -12,
        does: 'report',
        percent: 50,
        text: '第一位是摆渡的，讲了那年大水夜里接人的事。录了两个晚上。',
      },
      {
        day: -7,
        does: 'submit',
        text: '两篇都念给老人听过，删了三处，署名按他们说的写。旧照片当天还了。',
        selfCheck: [90, 80, 95],
      },
      {
        day: -6,
        does: 'accept',
        by: 'QH002',
        scores: [92, 82, 96],
        reason: '读完想去渡口走一走。删掉的那三处，删得对。',
      },
    ],
    ends: 'accepted',
  },
  {
    task: 'stories-told-at-dusk',
    by: 'QH059',
    claimed: -16,
    steps: [
      { day: -10, does: 'withdraw', reason: '约好的老人身体不舒服，先不打扰他，等春天再说。' },
    ],
    ends: 'withdrawn',
  },
  {
    task: 'stories-told-at-dusk',
    by: 'QH044',
    claimed: -14,
    steps: [
      {
        day: -8,
        does: 'report',
        percent: 40,
        text: '外婆愿意讲，从织机讲到嫁妆。整理了一半，周末念给她听。',
      },
    ],
    ends: 'active',
  },
  {
    task: 'court-on-the-threshing-floor',
    by: 'QH033',
    for: 'QH-DX-H2',
    claimed: -3,
    steps: [
      {
        day: -1,
        does: 'cancel',
        by: 'QH001',
        reason: '晒谷场下月要先修排水，这次先取消，修好后欢迎再来牵头。',
      },
    ],
    ends: 'cancelled',
  },
];
