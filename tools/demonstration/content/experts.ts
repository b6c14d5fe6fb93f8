import { paragraph } from '../blocks';
import type { ExpertText } from './editorial';
import type { InLanguages } from './types';

/** Invented members of the think tank. */
export const EXPERTS: readonly InLanguages<ExpertText>[] = [
  {
    zh: {
      name: '闻听雨',
      slug: 'wen-tingyu',
      position: '水利工程师（已退休）',
      affiliation: '流域水文站',
      expertise: '防汛、排水、小微水体',
      summary: '测了三十四年水位。看一条沟，先问下雨时水往哪里走。',
      body: [
        paragraph(
          '闻工在流域水文站测了三十四年水位，退休后回到镇上，常年帮各社区看沟渠。他的意见总是先画一张草图，再写三句话：水从哪里来，到哪里去，卡在哪里。',
        ),
      ],
    },
    en: {
      name: 'Wen Tingyu',
      slug: 'wen-tingyu',
      position: 'Water engineer (retired)',
      affiliation: 'River gauging station',
      expertise: 'Flood protection, drains, small waters',
      summary:
        'He read water levels for thirty-four years. Of a ditch he first asks where the rain goes.',
      body: [
        paragraph(
          'After thirty-four years at the gauging station he came home and looks at ditches for every community. His advice is always a sketch and three sentences: where the water comes from, where it goes, where it is stuck.',
        ),
      ],
    },
  },
  {
    zh: {
      name: '宋知常',
      slug: 'song-zhichang',
      position: '社会工作者',
      affiliation: '邻里社工服务中心',
      expertise: '长者服务、家庭探访、志愿者培训',
      summary: '带过两百名探访志愿者，第一课教的是怎样敲门。',
      body: [
        paragraph(
          '宋老师的第一课是敲门：敲三下，退一步，报名字，等。她说，退的那一步，是把选择留给门里的人。',
        ),
      ],
    },
  },
  {
    zh: {
      name: '庄木成',
      slug: 'zhuang-mucheng',
      position: '乡村规划师',
      affiliation: '近水营造工作室',
      expertise: '公共空间、老屋修缮、居民参与设计',
      summary: '画图之前先搬一张凳子，在现场坐满一天。',
      body: [
        paragraph(
          '庄老师做过十七处村口小园，每一处都先坐一天：早上谁走过，中午哪里有荫，晚上谁不肯回家。他的图纸上，人的脚印比线条多。',
        ),
      ],
    },
  },
];
