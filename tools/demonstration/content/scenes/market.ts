import type { Scene } from '../types';

/** What happened around the market, where not everything went well. */
export const MARKET_SCENES: readonly Scene[] = [
  {
    task: 'market-bicycles',
    by: 'QH037',
    for: 'QH-XX-Z1',
    claimed: -50,
    steps: [
      {
        day: -46,
        does: 'report',
        percent: 45,
        text: '空地推平，垫了碎石。档主们轮流来，两天画完线。',
      },
      {
        day: -40,
        does: 'submit',
        text: '能停六十四辆。早市引导了七天，第五天开始不用人喊，大家自己往里推。',
        selfCheck: [90, 90, 75, 90],
      },
      {
        day: -38,
        does: 'accept',
        by: 'QH014',
        scores: [92, 88, 78, 95],
        reason: '通道量过，三米六。雨天地面会软，下一步考虑铺透水砖。',
      },
    ],
    ends: 'accepted',
  },
  {
    task: 'market-bicycles',
    by: 'QH055',
    claimed: -12,
    steps: [
      { day: -8, does: 'report', percent: 30, text: '画了一块指示牌的样子，问了几位档主的意见。' },
      {
        day: -4,
        does: 'submit',
        text: '指示牌挂好了，西门也能看见。',
        selfCheck: [80, 80, 70, 80],
      },
      {
        day: -2,
        does: 'reject',
        by: 'QH014',
        scores: [45, 60, 40, 50],
        reason:
          '西门没有停车的地方，牌子把人指到了没有位子的一边，这次不能算。东门已经够用，欢迎换一个点位再来。',
      },
    ],
    ends: 'rejected',
  },
  {
    task: 'stairwells-new-market',
    by: 'QH056',
    claimed: -44,
    steps: [
      {
        day: -40,
        does: 'report',
        percent: 60,
        text: '3 号和 5 号清完了，东西放在楼下，等人来收。',
      },
      {
        day: -33,
        does: 'submit',
        text: '五栋的楼道都空出来了。',
        selfCheck: [85, 70, 60, 60],
      },
      {
        day: -32,
        does: 'reject',
        by: 'QH014',
        scores: [60, 30, 30, 20],
        reason: '有三户没有同意就搬了，东西在楼下淋了雨。这件事要先道歉、再商量，请重新来过。',
      },
      { day: -31, does: 'look' },
    ],
    ends: 'closed',
  },
  {
    task: 'stairwells-new-market',
    by: 'QH035',
    claimed: -30,
    steps: [{ day: -15, does: 'look' }],
    ends: 'expired',
  },
  {
    task: 'stairwells-new-market',
    by: 'QH057',
    claimed: -13,
    steps: [
      {
        day: -9,
        does: 'report',
        percent: 45,
        text: '一层一层坐下来聊。9 号楼的阿婆把旧缝纫机送给了织坊的展室，她很高兴。',
      },
      {
        day: -2,
        does: 'report',
        percent: 70,
        text: '三栋量过，净宽都过一米一。还有两栋约在周六。',
      },
    ],
    ends: 'active',
  },
];
