import type { FieldLayout } from './layout';

/**
 * Fields that mean the same in several types, so that editors read the same words everywhere.
 */
export const coverField: FieldLayout = {
  label: { zh: '封面图', en: 'Cover' },
  help: {
    zh: '横幅图片，宽高比 16:9 最合适；列表和页首都用它。',
    en: 'A wide picture, best at 16:9; lists and the head of the page show it.',
  },
};

/** How claims are taken, on a workflow and on a task that says otherwise. */
export const claimModeWords = {
  open: { zh: '公开认领', en: 'Open: first come, first served' },
  apply: { zh: '申请认领', en: 'Apply: somebody approves' },
  assign: { zh: '指派', en: 'Assign: claimants are named' },
  everyone: { zh: '全员认领', en: 'Everyone takes part' },
} satisfies FieldLayout['values'];

/** Who sees an opening and who may claim it, on workflow, drive and task. */
export const audienceField: FieldLayout = {
  label: { zh: '对象', en: 'Audience' },
  help: {
    zh: '谁看得见、可以认领。CEL 表达式，例如 "T-01" in member.organisations；可用 claimant、member（roles、organisations、kinds）、organisation（code、kind、path）。条件后面的 // 注释会显示给不符合的人。留空为不限。',
    en: 'Who sees and may claim it, in CEL, such as "T-01" in member.organisations. There are claimant, member (roles, organisations, kinds) and organisation (code, kind, path). A // comment behind a condition is shown to whom it does not hold for. Empty: anybody.',
  },
};

export const eligibilityField: FieldLayout = {
  label: { zh: '条件', en: 'Eligibility' },
  help: {
    zh: '看得见的人里谁现在可以认领。写法与“对象”相同，另有 claims.running（进行中的认领）和 claims.accepted（已通过的认领），例如 claims.accepted >= 2。留空为不限。',
    en: 'Who of those may claim now. Written like the audience, with claims.running and claims.accepted besides, such as claims.accepted >= 2. Empty: anybody.',
  },
};

export const galleryField: FieldLayout = {
  label: { zh: '图集', en: 'Gallery' },
  help: {
    zh: '人物可辨认的照片，请先征得本人同意。',
    en: 'Ask before you publish a photo in which a person can be recognised.',
  },
};

export const storyBodyField: FieldLayout = {
  label: { zh: '正文', en: 'Body' },
};

export const summaryField: FieldLayout = {
  label: { zh: '摘要', en: 'Summary' },
  help: {
    zh: '两三句话，显示在列表和分享卡片上。',
    en: 'Two or three sentences for lists and shared links.',
  },
};

export const slugField: FieldLayout = {
  label: { zh: '网址标识', en: 'Web address' },
  help: {
    zh: '网址的最后一段：英文字母、数字、连字符。',
    en: 'The end of it: letters, digits, hyphens.',
  },
};

export const tagsField: FieldLayout = {
  label: { zh: '标签', en: 'Tags' },
  help: {
    zh: '读者按标签筛选；没有合适的，可在“标签”中新建。',
    en: 'Readers filter by them; a missing one is made under Tags.',
  },
  shows: 'name',
};

export const themeField: FieldLayout = {
  label: { zh: '年度主题', en: 'Theme' },
  help: {
    zh: '只列出本语言已有的主题。',
    en: 'Lists the themes that exist in this language.',
  },
  shows: 'name',
};

export const organisationField: FieldLayout = {
  label: { zh: '所属组织', en: 'Organisation' },
  shows: 'name',
};
