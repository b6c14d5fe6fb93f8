import type { Scene } from '../types';

/** What happened at the doors that were knocked at. */
export const VISIT_SCENES: readonly Scene[] = [
  {
    task: 'weekly-visits-south-dyke',
    by: 'QH052',
    claimed: -55,
    steps: [
      { day: -48, does: 'report', percent: 25, text: '三户都坐了坐。一户插座发黑，请电工换了。' },
      { day: -41, does: 'report', percent: 50, text: '帮着把手机字调大，教会了发语音。' },
      { day: -34, does: 'report', percent: 75, text: '有一位药快吃完，陪着去社区卫生站续了方。' },
      {
        day: -29,
        does: 'submit',
        text: '四周，每户四次，问题七件，都有回音。最后一次去，长辈留我喝了糖水。',
        selfCheck: [100, 95, 90],
      },
      {
        day: -28,
        does: 'accept',
        by: 'QH010',
        scores: [100, 96, 92],
        reason: '打电话问过三户，都说“彩霞来得准时，坐得住”。',
      },
    ],
    ends: 'accepted',
  },
  {
    task: 'weekly-visits-south-dyke',
    by: 'QH031',
    claimed: -55,
    steps: [
      { day: -45, does: 'report', percent: 20, text: '第一周三户都去了，记下两件事。' },
      { day: -30, does: 'look' },
    ],
    ends: 'expired',
  },
  {
    task: 'weekly-visits-south-dyke',
    by: 'QH051',
    claimed: -9,
    steps: [
      { day: -7, does: 'report', percent: 30, text: '三户都认了门。有一户灯泡坏了，当场换好。' },
      { day: -2, does: 'report', percent: 60, text: '第二次去，门还没敲就听见里面在烧水了。' },
    ],
    ends: 'active',
  },
  {
    task: 'meals-lotus-canteen',
    by: 'QH022',
    for: 'QH-HX-Z1',
    claimed: -47,
    steps: [
      {
        day: -40,
        does: 'report',
        percent: 40,
        text: '七个人排班，头一周没有断过。最早的一天十一点二十就送完了。',
      },
      { day: -30, does: 'report', percent: 70, text: '有两位长辈嫌菜硬，饭堂单独炖烂一些。' },
      {
        day: -19,
        does: 'submit',
        text: '二十个工作日，一百八十份饭，一份没有落下。有一次敲门没人应，五分钟找到人，原来在后院浇花。',
        selfCheck: [100, 95, 90],
      },
      {
        day: -17,
        does: 'accept',
        by: 'QH004',
        scores: [100, 98, 90],
        reason: '跟着送过一趟，每一户都叫得出名字、记得住口味。',
      },
    ],
    ends: 'accepted',
  },
  {
    task: 'meals-lotus-canteen',
    by: 'QH043',
    claimed: -18,
    steps: [
      {
        day: -12,
        does: 'report',
        percent: 50,
        text: '南边一条线四户，骑车二十二分钟。保温箱的扣子换了新的。',
      },
      {
        day: -5,
        does: 'submit',
        text: '九个工作日，三十六份，都在十一点四十前送到。周五问了口味，已经告诉饭堂。',
        selfCheck: [95, 90, 90],
      },
    ],
    ends: 'submitted',
  },
  {
    task: 'meals-lotus-canteen',
    by: 'QH041',
    claimed: -16,
    steps: [
      {
        day: -10,
        does: 'report',
        percent: 35,
        text: '头一周跟着静好姐走北边一条线，五户都认了门。',
      },
      {
        day: -1,
        does: 'report',
        percent: 75,
        text: '自己送了一个多星期，骑车二十四分钟。今天有鱼，提醒了小心刺。',
      },
    ],
    ends: 'active',
  },
  {
    task: 'school-path-north-bank',
    by: 'QH019',
    for: 'QH-BA',
    claimed: -39,
    steps: [
      {
        day: -30,
        does: 'report',
        percent: 45,
        text: '十八位家长和退休老师排了班，一个多星期没有空岗。',
      },
      {
        day: -17,
        does: 'submit',
        text: '三周十五个上学日，两个路口都有人。孩子们现在会先跟我们说“早上好”。',
        selfCheck: [100, 90, 95],
      },
      {
        day: -15,
        does: 'accept',
        by: 'QH018',
        scores: [98, 92, 95],
        reason: '早上去站过一天。排班表清楚，换班自己就换好了，可以一直做下去。',
      },
    ],
    ends: 'accepted',
  },
  {
    task: 'phones-for-grandparents',
    by: 'QH058',
    claimed: -9,
    steps: [
      {
        day: -4,
        does: 'report',
        percent: 35,
        text: '两位长辈各一次。第一样学的是视频通话，打给了在外地的孙女，笑了好久。',
      },
    ],
    ends: 'active',
  },
  {
    task: 'phones-for-grandparents',
    by: 'QH059',
    claimed: -2,
    steps: [],
    ends: 'active',
  },
  {
    task: 'meals-lotus-canteen',
    by: 'QH042',
    begins: { as: 'waiting' },
    claimed: -3,
    steps: [],
    ends: 'waiting',
  },
  {
    task: 'reading-corner-on-saturdays',
    by: 'QH042',
    claimed: -11,
    steps: [
      {
        day: -9,
        does: 'refuse',
        by: 'QH005',
        reason: '您手上还有两件，周六上午也要送饭，这次先让给别人。',
      },
    ],
    ends: 'refused',
  },
  {
    task: 'reading-corner-on-saturdays',
    by: 'QH044',
    claimed: -4,
    steps: [],
    ends: 'applied',
  },
  {
    task: 'emergency-contacts',
    by: 'QH043',
    begins: { as: 'assigned', by: 'QH005' },
    claimed: -10,
    steps: [{ day: -9, does: 'decline', reason: '这个月排了送饭，怕两头都做不好。' }],
    ends: 'declined',
  },
  {
    task: 'emergency-contacts',
    by: 'QH041',
    begins: { as: 'assigned', by: 'QH005' },
    claimed: -2,
    steps: [],
    ends: 'offered',
  },
];
