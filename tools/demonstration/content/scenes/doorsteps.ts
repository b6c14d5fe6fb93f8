import type { Scene } from '../types';

/** What happened in front of people's doors. */
export const DOORSTEP_SCENES: readonly Scene[] = [
  {
    task: 'drains-lotus-corner',
    by: 'QH042',
    claimed: -63,
    steps: [
      {
        day: -62,
        does: 'report',
        percent: 40,
        text: '第一个雨水口清完，挖出大半车泥沙和一只拖鞋。修车铺的老板借了水枪。',
      },
      {
        day: -60,
        does: 'report',
        percent: 80,
        text: '三个口都通了，连接管还有一小段，明早用竹片捅。',
      },
      {
        day: -59,
        does: 'submit',
        text: '全部清完，淤泥当天拉走。昨晚下了场雨，路口没有积水。店家说好了，谁家门前谁扫。',
        selfCheck: [95, 90, 80, 95],
      },
      {
        day: -58,
        does: 'accept',
        by: 'QH004',
        scores: [96, 92, 85, 98],
        reason: '雨后去看过，水走得很快。和店家的约定写成了一张小卡片，这个做法好。',
      },
    ],
    ends: 'accepted',
  },
  {
    task: 'corner-under-the-banyan',
    by: 'QH023',
    for: 'QH-SQ-H1',
    claimed: -20,
    steps: [
      {
        day: -15,
        does: 'report',
        percent: 50,
        text: '社里出了两辆农用车，旧家具拉走了七件。树根旁边留了一圈土，没铺水泥。',
      },
      {
        day: -9,
        does: 'submit',
        text: '杂物清空，摆回了两张石凳。看护了两个周末，没有人再丢。',
        selfCheck: [95, 90, 70, 90],
      },
      {
        day: -7,
        does: 'return',
        by: 'QH006',
        reason:
          '清得干净。还差两件：附近住户的大件垃圾往哪里放，没有问；说好连看四个周末，现在是两个。补上再交。',
      },
      { day: -5, does: 'acknowledge' },
    ],
    ends: 'returned',
  },
  {
    task: 'lights-on-the-ferry-path',
    by: 'QH047',
    claimed: -57,
    steps: [
      {
        day: -55,
        does: 'withdraw',
        reason: '供电所说要有电工证才能配合作业，我没有，让给有证的同志，免得耽误。',
      },
    ],
    ends: 'withdrawn',
  },
  {
    task: 'lights-on-the-ferry-path',
    by: 'QH026',
    claimed: -54,
    steps: [
      { day: -52, does: 'report', percent: 30, text: '和供电所约了周三停电，灯头已经到货。' },
      {
        day: -48,
        does: 'submit',
        text: '七盏都换了防水灯头，十九盏全亮。',
        selfCheck: [100, 90, 80, 90],
      },
      {
        day: -47,
        does: 'return',
        by: 'QH008',
        reason: '灯亮了，孩子们很高兴。编号和报修电话还没有贴，贴好请再交。',
      },
      { day: -46, does: 'acknowledge' },
      { day: -40, does: 'report', percent: 90, text: '编号牌做好了，今天贴了十二盏。' },
      {
        day: -38,
        does: 'submit',
        text: '十九盏灯都有编号和电话，连着三个晚上走了一遍。',
        selfCheck: [100, 95, 90, 95],
      },
      {
        day: -37,
        does: 'accept',
        by: 'QH008',
        scores: [98, 92, 95, 96],
        reason: '夜里走了一趟，一路亮到校门口。',
      },
    ],
    ends: 'accepted',
  },
  {
    task: 'house-number-plates',
    by: 'QH046',
    claimed: -12,
    steps: [
      {
        day: -9,
        does: 'report',
        percent: 55,
        text: '桥西一巷、二巷二十六户装完，有三户没人在家，留了便条。',
      },
      {
        day: -1,
        does: 'submit',
        text: '四十三户全部装好，巷口加了两块指示牌。用尺子比着钉的，都在一米八。',
        selfCheck: [100, 90, 90, 95],
      },
    ],
    ends: 'submitted',
  },
  {
    task: 'pesticide-bottles',
    by: 'QH032',
    for: 'QH-DX-H1',
    claimed: -23,
    steps: [
      {
        day: -20,
        does: 'report',
        percent: 50,
        text: '来了三十四个人，两条机耕路走完，捡了四十六公斤。',
      },
      {
        day: -15,
        does: 'submit',
        text: '三条机耕路都走完了，一共七十一公斤，比去年少三十九公斤。渠边放了三个回收桶，社里排了收运的人。',
        selfCheck: [95, 95, 85, 90],
      },
      {
        day: -14,
        does: 'accept',
        by: 'QH012',
        scores: [94, 96, 88, 92],
        reason: '磅单齐全，路边干净。少掉的那三十九公斤，最值得高兴。',
      },
    ],
    ends: 'accepted',
  },
  {
    task: 'pesticide-bottles',
    by: 'QH053',
    claimed: -22,
    steps: [
      { day: -18, does: 'report', percent: 20, text: '水渠上游捡了一段，瓶子、袋子一共八公斤。' },
      { day: -16, does: 'withdraw', reason: '要去外地照顾生产的女儿，剩下的一段请别人接着做。' },
    ],
    ends: 'withdrawn',
  },
  {
    task: 'pesticide-bottles',
    by: 'QH054',
    claimed: -6,
    steps: [
      {
        day: -3,
        does: 'report',
        percent: 50,
        text: '接着水渠上游往下捡，又是十一公斤，还差水闸那一段。',
      },
    ],
    ends: 'active',
  },
];
