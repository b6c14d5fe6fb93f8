import { paragraph, quote } from '../blocks';
import type { StoryContent } from './editorial';

/** What happened in the town, told for everybody. */
export const STORIES: readonly StoryContent[] = [
  {
    organisation: 'QH-DK',
    tags: ['river', 'children'],
    roleModels: ['huo-jiangsheng'],
    tasks: ['lights-on-the-ferry-path'],
    text: {
      zh: {
        title: '第七盏灯',
        slug: 'di-qi-zhan-deng',
        summary: '渡口的步道黑了半年。灯亮起来的那个晚上，有人多走了一个来回。',
        body: [
          paragraph(
            '从渡口到学校，步道拐过两棵大叶榕，那一段最黑。孩子们打着手机照路，经过的时候要唱歌，唱得很响。',
          ),
          paragraph(
            '第一个认领的是霍帆，年轻，跑得快，跑到供电所才知道要电工证。他当天就撤了回来，写了一行字：让给有证的同志，免得耽误。接手的霍江生是他的叔公，做了一辈子电工。',
          ),
          paragraph(
            '七盏灯，三天就换好了。考评员江一苇夜里去看，灯亮着，还是退了回来：以后坏了找谁呢？老电工没有争，回家敲了十九块铝牌。',
          ),
          quote('“灯不是换给今晚的，是换给往后每一个晚上的。”'),
          paragraph(
            '牌子贴完，他从一号走到十九号，又走了回来。路过的孩子问他找什么，他说，不找什么，走一走。那晚没有人唱歌，路太亮了。',
          ),
        ],
      },
      en: {
        title: 'The seventh lamp',
        slug: 'the-seventh-lamp',
        summary:
          'The ferry path was dark for half a year. On the night it was lit, somebody walked it twice.',
        body: [
          paragraph(
            'Between the ferry and the school the path bends round two banyans, and there it is darkest. The children used to light it with their phones, and sang as they passed, loudly.',
          ),
          paragraph(
            'The first to take it on was young Huo Fan. At the power company he learned that one needs an electrician’s licence, and gave it back the same day so that nobody would wait. His great-uncle Jiangsheng, an electrician all his life, took over.',
          ),
          paragraph(
            'Seven lamps were changed in three days. The evaluator came at night, saw them burning, and returned the work all the same: whom shall we call when one fails? The old man did not argue. He went home and hammered nineteen number plates.',
          ),
          quote('“A lamp is not for tonight. It is for every night after.”'),
          paragraph(
            'When the last plate was up he walked from number one to number nineteen, and back again. A child asked what he was looking for. Nothing, he said, just walking. That night nobody sang; the path was too bright for it.',
          ),
        ],
      },
    },
  },
  {
    organisation: 'QH-HX',
    tags: ['elders', 'neighbours'],
    roleModels: ['lotus-meal-riders'],
    tasks: ['meals-lotus-canteen'],
    text: {
      zh: {
        title: '饭堂的一百八十份',
        slug: 'fantang-de-yi-bai-ba-shi-fen',
        summary: '十一点出餐，十一点四十之前要送到。七个人怎样做到一份不落。',
        body: [
          paragraph(
            '荷心长者饭堂的厨房只有十二平方米，却要在十一点整装好九个保温盒。盒盖上用油性笔写着：少盐、去刺、要汤。',
          ),
          paragraph(
            '送餐的七个人，没有一个是专门做这行的。卖花的早上四点去进货，赶回来刚好；教书退下来的负责记口味，他说像改作文，每个人的毛病都不一样。',
          ),
          paragraph(
            '二十个工作日，一百八十份。有人问最难的是什么，他们想了想，说是星期五：要一户一户问，下周想吃什么。长辈们总说“都好”，要坐下来，等一等，才会说出那句“想吃一回咸鱼茄子”。',
          ),
        ],
      },
    },
  },
  {
    organisation: 'QH-ZF',
    tags: ['craft', 'children'],
    roleModels: ['ye-family'],
    tasks: ['mill-wall-gallery'],
    text: {
      zh: {
        title: '留白的那一幅',
        slug: 'liubai-de-nayifu',
        summary: '老厂的围墙画了十一幅，最后一幅什么也没有画。',
        body: [
          paragraph(
            '三百台织机停了二十年，围墙还在。九位老工友坐在墙根讲，孩子们趴在地上画。讲到锅炉房那一段，大家都不说话了，一个孩子画了一团很大的红色。',
          ),
          paragraph(
            '十一幅画，每幅下面一句话，都是讲的人自己挑的。有一句是“我这台机，声音最好听”。',
          ),
          paragraph(
            '第十二幅留着白底。有人以为没画完。苏梭娘说，是留给还没有来讲的人，也留给还没有出生的孩子。',
          ),
        ],
      },
      en: {
        title: 'The picture left blank',
        slug: 'the-picture-left-blank',
        summary: 'Eleven pictures were painted on the mill wall. The last panel holds none.',
        body: [
          paragraph(
            'Three hundred looms have stood still for twenty years, but the wall is there. Nine old workers sat at its foot and talked; the children lay on the ground and drew. When they came to the boiler house everybody fell silent, and one child drew a very large red cloud.',
          ),
          paragraph(
            'Under each picture stands one sentence, chosen by whoever told it. One says: mine had the finest sound of all.',
          ),
          paragraph(
            'The twelfth panel is white. It is kept for those who have not told their story yet, and for children who are not born.',
          ),
        ],
      },
    },
  },
  {
    organisation: 'QH-ND-H1',
    tags: ['neighbours', 'clean-home'],
    roleModels: [],
    tasks: ['upper-wall-garden'],
    text: {
      zh: {
        title: '六十平方米的热闹',
        slug: 'liushi-pingfangmi-de-renao',
        summary: '上围村口的荒地变成花园。最难种的不是花，是那张浇水表。',
        body: [
          paragraph(
            '开会那天，榕树下坐了二十六户。有人要种草坪，有人要停车，七十岁的方大围只说了一句：种三角梅，三角梅自己会热闹。',
          ),
          paragraph(
            '砖是拆老灶剩的，竹子是后山砍的，花苗三百二十元，街坊凑。花种下去，满心欢喜地交上去，却被退了回来：浇水的人呢？账呢？',
          ),
          paragraph(
            '浇水表排了一个星期，排的时候吵了三次。现在一户一周，排到了明年。有位阿公本来不肯排，轮到他那周，他提前一天就把水桶放到了门口。',
          ),
        ],
      },
    },
  },
  {
    organisation: 'QH-DX',
    tags: ['clean-home', 'river'],
    roleModels: ['daoxiang-cooperative'],
    tasks: ['pesticide-bottles'],
    text: {
      zh: {
        title: '少捡了三十九公斤',
        slug: 'shao-jian-le-sanshijiu-gongjin',
        summary: '捡得比去年少，大家却比去年高兴。',
        body: [
          paragraph(
            '磅秤放在晒谷场中间。去年是一百一十公斤，今年三条机耕路走完，第一天四十六，第二天二十五。',
          ),
          paragraph(
            '麦丰年把新磅单钉到仓库门后，说今年的数字小，是因为春天的时候，社里挨家说过一回：空瓶留着，到农资店换手套。丢的人少了，捡的人就轻了。这回渠边又添了三只回收桶。',
          ),
          quote('“明年要是称都不用称，那才叫好。”'),
        ],
      },
    },
  },
];
