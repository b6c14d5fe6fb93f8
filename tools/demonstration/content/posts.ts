import type { PostContent } from './types';

const WARDEN = '网格员';
const DUTIES =
  '每周把网格走一遍：雨水口、消防通道、独居长辈的门口。看到的当天记下，能办的当天办，办不了的报社区。';

/** Every grid has a warden, but for one: gaps are the first thing that an administrator looks for. */
export const POSTS: readonly PostContent[] = [
  warden('QH-HX-W1', 'QH041'),
  warden('QH-HX-W2', 'QH042'),
  warden('QH-SQ-W1', 'QH046'),
  warden('QH-DK-W1', 'QH047'),
  warden('QH-DK-W2', 'QH048'),
  warden('QH-ND-W1', 'QH052'),
  warden('QH-DX-W1', 'QH054'),
  warden('QH-XX-W1', 'QH055'),
  warden('QH-XX-W2', 'QH056'),
  warden('QH-ZF-W1', 'QH058'),
  warden('QH-BA-W1', null),
];

function warden(organisationCode: string, holder: string | null): PostContent {
  return { organisationCode, title: WARDEN, duties: DUTIES, maxHolders: 1, termMonths: 12, holder };
}
