import type { TypeLayout } from '../layout';

/** Of the plugin; to look things up in, because people and organisations come by import. */
export const organisationLayout: TypeLayout = {
  kind: 'type',
  uid: 'plugin::pioneer.organisation',
  name: { zh: '组织', en: 'Organisation' },
  isRuled: true,
  mainField: 'name',
  columns: ['name', 'code', 'kind', 'updatedAt'],
  sort: { by: 'code', order: 'ASC' },
  sections: [
    [
      [
        ['name', 8],
        ['code', 4],
      ],
      [
        ['kind', 6],
        ['parentId', 6],
      ],
    ],
  ],
  fields: {
    code: {
      label: { zh: '编码', en: 'Code' },
      help: {
        zh: '全镇唯一；导入时按它识别组织。',
        en: 'Unique in the town; imports know the organisation by it.',
      },
    },
    name: {
      label: { zh: '名称', en: 'Name' },
      help: {
        zh: '组织由导入维护，此处只能查看。',
        en: 'Organisations are kept by import; here they can only be read.',
      },
    },
    kind: { label: { zh: '类型', en: 'Kind' } },
    parentId: { label: { zh: '上级组织（文档编号）', en: 'Parent (document ID)' } },
  },
};
