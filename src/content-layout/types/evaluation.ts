import type { FieldLayout, Phrase, TypeLayout } from '../layout';
import { galleryField } from '../shared-fields';

/** Written by the rules when a claim is decided; the plugin refuses any other hand. */
function ruled(
  label: Phrase,
  rest: Pick<FieldLayout, 'values' | 'shows' | 'help'> = {},
): FieldLayout {
  return { label, readOnly: true, ...rest };
}

export const evaluationLayout: TypeLayout = {
  kind: 'type',
  uid: 'api::evaluation.evaluation',
  name: { zh: '成效评价', en: 'Evaluation' },
  isRuled: true,
  mainField: 'claimId',
  columns: ['task', 'organisation', 'decision', 'score', 'decidedAt'],
  sort: { by: 'decidedAt', order: 'DESC' },
  // What the evaluation is about stands first: the page's title can only be the claim's number.
  sections: [
    [
      [
        ['task', 6],
        ['organisation', 6],
      ],
      [
        ['decision', 4],
        ['score', 4],
        ['decidedAt', 4],
      ],
    ],
    [[['summary', 12]], [['body', 12]], [['gallery', 12]]],
    [
      [['criteria', 12]],
      [
        ['passMark', 4],
        ['grade', 4],
        ['claimId', 4],
      ],
    ],
  ],
  fields: {
    summary: {
      label: { zh: '成效摘要', en: 'Summary' },
      help: {
        zh: '做成了什么，居民感受到什么，两三句话；不写个人姓名。',
        en: 'What was achieved and what people feel of it, in a few sentences. No names of members.',
      },
    },
    body: { label: { zh: '成效说明', en: 'Body' } },
    gallery: galleryField,
    claimId: ruled({ zh: '认领编号', en: 'Claim' }),
    task: ruled({ zh: '任务', en: 'Task' }, { shows: 'title' }),
    organisation: ruled({ zh: '完成组织', en: 'Credited organisation' }, { shows: 'name' }),
    decision: ruled(
      { zh: '验收结论', en: 'Decision' },
      {
        values: {
          accept: { zh: '通过', en: 'Accepted' },
          reject: { zh: '不予通过', en: 'Rejected' },
        },
      },
    ),
    score: ruled(
      { zh: '得分', en: 'Score' },
      {
        help: {
          zh: '由验收规则写入，此处不能修改。',
          en: 'Written when the claim was decided; it cannot be changed here.',
        },
      },
    ),
    passMark: ruled({ zh: '合格分', en: 'Pass mark' }),
    grade: ruled({ zh: '等次代码', en: 'Key of the grade' }),
    criteria: ruled({ zh: '逐项得分', en: 'Criteria' }),
    decidedAt: ruled({ zh: '验收时间', en: 'Decided' }),
  },
};
