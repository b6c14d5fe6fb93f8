import { paragraph, quote } from '../blocks';
import type { RoleModelContent } from './editorial';

/** Invented people, families and collectives that others can learn from. */
export const ROLE_MODELS: readonly RoleModelContent[] = [
  {
    kind: 'individual',
    organisation: 'QH-ND-W1',
    tags: ['elders', 'neighbours'],
    text: {
      zh: {
        name: '岑彩霞',
        slug: 'cen-caixia',
        summary: '南堤的缝纫铺主人。四周里，她每周三敲三扇门，一次没有落下。',
        body: [
          paragraph(
            '彩霞的缝纫铺下午四点关门，比别家早一个钟头。那一个钟头，她去敲三位独居长辈的门。起初长辈们客气，门只开一半；后来水先烧上了，等着她来。',
          ),
          paragraph(
            '她从不拍照，也不问病。她看药盒剩几格、插座黑没黑、窗户关不关得严。回到铺里，把要办的事写在布料的粉线上，办一件，抹一件。',
          ),
          quote('“我去不是帮忙，我去坐坐。坐久了，该帮的自己就看见了。”'),
        ],
        honours: [
          { title: '敬老之星', star: 'filial-star', yearsAgo: 0, awardedBy: '栖荷镇' },
          { title: '友邻之星', star: 'neighbourly-star', yearsAgo: 1, awardedBy: '南堤社区' },
        ],
      },
      en: {
        name: 'Cen Caixia',
        slug: 'cen-caixia',
        summary:
          'She keeps a sewing shop by the south dyke, and every Wednesday she knocks at three doors.',
        body: [
          paragraph(
            'Caixia closes her shop at four, an hour before the others. In that hour she visits three elders who live alone. At first they opened the door halfway; now the kettle is on before she comes.',
          ),
          paragraph(
            'She takes no pictures and asks about no illness. She looks at the pill box, the socket, the window. Back in the shop she writes what has to be done in tailor’s chalk, and wipes off each line when it is.',
          ),
          quote(
            '“I do not go to help, I go to sit. If you sit long enough you see what needs doing.”',
          ),
        ],
        honours: [
          { title: 'Filial star', star: 'filial-star', yearsAgo: 0, awardedBy: 'Qihe Town' },
          {
            title: 'Neighbourly star',
            star: 'neighbourly-star',
            yearsAgo: 1,
            awardedBy: 'South Dyke Community',
          },
        ],
      },
    },
  },
  {
    kind: 'individual',
    organisation: 'QH-DK-W1',
    tags: ['river', 'neighbours'],
    text: {
      zh: {
        name: '霍江生',
        slug: 'huo-jiangsheng',
        summary: '老电工。渡口步道十九盏灯，每一盏他都叫得出编号。',
        body: [
          paragraph(
            '第一次交上去，灯亮了，却被退了回来：没有编号，没有报修电话。江生在灯下站了一会儿，说：“退得对。灯总有再坏的一天，要让坏了的时候有人知道找谁。”',
          ),
          paragraph(
            '编号牌是他在家里用旧铝板敲的，一块一块磨掉毛边，怕划了孩子的手。贴完那晚，他从一号走到十九号，又走回来。',
          ),
        ],
        honours: [
          { title: '匠心之星', star: 'craftsman-star', yearsAgo: 0, awardedBy: '栖荷镇' },
          { title: '先锋之星', star: 'pioneer-star', yearsAgo: 2, awardedBy: '老渡口社区' },
        ],
      },
    },
  },
  {
    kind: 'family',
    organisation: 'QH-ZF-W1',
    tags: ['craft', 'children'],
    text: {
      zh: {
        name: '叶经纬一家',
        slug: 'ye-family',
        summary: '三代人，一台老织机。阿嬷讲，爸爸记，孩子画。',
        body: [
          paragraph(
            '阿嬷在织坊做了二十六年，退休那天把一把梭子带回了家。经纬白天修机器，晚上听阿嬷讲，一句一句记下来；女儿彩丝把听到的画成画，有一幅上了老厂的墙。',
          ),
          paragraph(
            '家里的规矩写在冰箱上，只有三条：吃饭不看手机，邻居的快递要代收，答应的事不过夜。阿嬷说，第三条是她加的。',
          ),
        ],
        honours: [
          { title: '五星家庭', star: 'five-star-family', yearsAgo: 0, awardedBy: '栖荷镇' },
          { title: '勤学之星', star: 'learning-star', yearsAgo: 1, awardedBy: '织坊社区' },
        ],
      },
      en: {
        name: 'The Ye family',
        slug: 'ye-family',
        summary:
          'Three generations and one old loom: grandmother tells, father writes, the daughter draws.',
        body: [
          paragraph(
            'Grandmother worked at the mill for twenty-six years and took one shuttle home on her last day. Jingwei mends machines by day and writes down her stories at night; his daughter Caisi draws what she hears, and one of her drawings is now on the mill wall.',
          ),
          paragraph(
            'Three rules hang on their fridge: no phones at the table, take in the neighbours’ parcels, and do today what you promised today. Grandmother added the third.',
          ),
        ],
        honours: [
          {
            title: 'Five-star family',
            star: 'five-star-family',
            yearsAgo: 0,
            awardedBy: 'Qihe Town',
          },
          {
            title: 'Star of learning',
            star: 'learning-star',
            yearsAgo: 1,
            awardedBy: 'Weavers’ Community',
          },
        ],
      },
    },
  },
  {
    kind: 'collective',
    organisation: 'QH-HX-Z1',
    tags: ['elders', 'neighbours'],
    text: {
      zh: {
        name: '荷心街坊支部送餐队',
        slug: 'lotus-meal-riders',
        summary: '七个人，两条线，一百八十份饭，一份没有落下。',
        body: [
          paragraph(
            '队里有开锁的、卖花的、教书退下来的。排班表贴在饭堂门后，谁有事就在名字旁边画一个圈，总有人把圈填上。',
          ),
          paragraph(
            '有一回敲门没人应，骑车的黎静好把饭箱放在门口，转身就跑去找人。五分钟后在后院找到了，长辈正给丝瓜浇水，耳朵不好，没听见。饭还是热的。',
          ),
        ],
        honours: [
          { title: '先锋集体', star: 'pioneer-collective', yearsAgo: 0, awardedBy: '栖荷镇' },
          { title: '志愿之星', star: 'volunteer-star', yearsAgo: 1, awardedBy: '荷心社区' },
        ],
      },
    },
  },
  {
    kind: 'collective',
    organisation: 'QH-DX-H1',
    tags: ['clean-home', 'river'],
    text: {
      zh: {
        name: '稻香第一合作社',
        slug: 'daoxiang-cooperative',
        summary: '收完稻子不急着收工，先把田埂上的瓶子收干净。',
        body: [
          paragraph(
            '社里有个老规矩：谁家的收割机最后一个下田，谁家请大家喝糖水。今年糖水喝完，没有人回家，三十四个人戴上手套，沿着机耕路往回走。',
          ),
          paragraph(
            '社长麦丰年不讲大道理。他把每年的磅单钉在仓库门后，一年一张，数字越来越小。有人来参观，他就请人家看那扇门。',
          ),
        ],
        honours: [
          { title: '洁净家园之星', star: 'clean-home-star', yearsAgo: 0, awardedBy: '栖荷镇' },
          { title: '绿色之星', star: 'green-star', yearsAgo: 2, awardedBy: '稻香社区' },
        ],
      },
    },
  },
];
