import { heading, paragraph, points } from '../../blocks';
import type { TaskContent } from '../types';

/** Doors to knock at. */
export const VISIT_TASKS: readonly TaskContent[] = [
  {
    slug: 'weekly-visits-south-dyke',
    title: '南堤独居长辈，每周敲一次门',
    summary: '十二位独居的长辈，四个人分，每人三户，每周至少坐十分钟。',
    body: [
      paragraph(
        '不用带东西，带耳朵去就好。长辈说的小事最要紧：灯泡不亮、药快吃完、手机字太小。能办的当天办，办不了的记下来，三天内给回话。',
      ),
      heading('要做到'),
      points(
        '每周每户一次，间隔不超过九天。',
        '药盒、燃气、插座看一眼。',
        '只记要办的事，不拍长辈的照片，不写病情。',
      ),
    ],
    category: '走访',
    organisation: 'QH-ND',
    drive: 'visits',
    points: 25,
    memberSlots: 4,
    organisationSlots: 0,
    published: -56,
    due: 30,
  },
  {
    slug: 'meals-lotus-canteen',
    title: '长者饭堂，送到家的那一餐',
    summary: '荷心长者饭堂有九份午饭要送到家，走不动的长辈等着趁热吃。',
    body: [
      paragraph(
        '饭堂十一点出餐，保温箱能保四十分钟。九户分两条线，骑车一趟二十五分钟，送到了说一句“今天有鱼，小心刺”。',
      ),
      heading('要做到'),
      points(
        '工作日中午，十一点四十前送完最后一户。',
        '敲门没人应，马上打电话给社区值班。',
        '每周五问一次口味，告诉饭堂。',
      ),
    ],
    category: '走访',
    organisation: 'QH-HX-W2',
    place: { address: '荷心长者饭堂', latitude: 29.0438, longitude: 116.3325 },
    drive: 'visits',
    points: 30,
    memberSlots: 2,
    organisationSlots: 1,
    published: -48,
    due: 25,
  },
  {
    slug: 'school-path-north-bank',
    title: '北岸上学路护行队',
    summary: '北岸到小学要过两个路口，早上二十分钟，需要组织来牵头。',
    body: [
      paragraph(
        '三十一个孩子，最小的刚上一年级。家长们商量好了路线，缺的是每天早上都有人站在桥头。',
      ),
      heading('要做到'),
      points(
        '上学日七点二十到七点四十，两个路口各两人，穿反光背心。',
        '排班表一周一公布，临时有事自己找人换。',
        '不带小旗喊口令，跟孩子说“早上好”。',
      ),
    ],
    category: '护学',
    organisation: 'QH-BA',
    place: { address: '北岸桥头', latitude: 29.0544, longitude: 116.3266 },
    drive: 'visits',
    points: 35,
    memberSlots: 0,
    organisationSlots: 2,
    published: -40,
    due: 40,
  },
  {
    slug: 'phones-for-grandparents',
    title: '教长辈用手机：一对一，慢慢来',
    summary: '打车、挂号、视频通话，一次只教一样，学会了再学下一样。',
    body: [
      paragraph(
        '课堂上听懂了，回家又忘了。这次改成上门教，同一个人教到底。教的人要记得：慢一点，字调大一点，不替长辈按。',
      ),
      heading('要做到'),
      points(
        '每人带两位长辈，各三次。',
        '不碰付款密码，不装来路不明的软件。',
        '学会之后，请长辈自己打一个视频电话给你。',
      ),
    ],
    category: '走访',
    organisation: 'QH-ZF-W1',
    drive: 'visits',
    difficulty: 'easy',
    points: 15,
    memberSlots: 6,
    organisationSlots: 0,
    published: -10,
    due: 45,
  },
];
