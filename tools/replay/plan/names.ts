import type { Random } from '../random';

// Invented people only: common family names and given names, put together by chance.
const FAMILY_NAMES = [...'陈黄李梁何罗林麦关区潘冯卢邓谭霍简欧曾邝苏叶吴周伍崔程方'];
const FIRST_CHARACTERS = [...'丽志秀国美建玉伟凤家燕海文惠子思小永晓春'];
const SECOND_CHARACTERS = [...'明珍强芳华英平兰辉霞生娟荣仪杰婷安敏良琪'];

/** A name of three characters. */
export function inventName(random: Random): string {
  const parts = [FAMILY_NAMES, FIRST_CHARACTERS, SECOND_CHARACTERS];
  return parts.map((characters) => random.pick(characters)).join('');
}
