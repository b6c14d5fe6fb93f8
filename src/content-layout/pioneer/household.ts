import type { TypeLayout } from '../layout';

/** Of the plugin; codes to look up, because households come by import. */
export const householdLayout: TypeLayout = {
  kind: 'type',
  uid: 'plugin::pioneer.household',
  name: { zh: '住户', en: 'Household' },
  isRuled: true,
  mainField: 'code',
  columns: ['code', 'organisationId', 'updatedAt'],
  sort: { by: 'code', order: 'ASC' },
  sections: [
    [
      [
        ['code', 6],
        ['organisationId', 6],
      ],
    ],
  ],
  fields: {
    code: {
      label: { zh: '编号', en: 'Code' },
      help: {
        zh: '只用编号，不登记姓名。住户由导入维护，此处只能查看。',
        en: 'A code and no name. Households are kept by import; here they can only be read.',
      },
    },
    organisationId: { label: { zh: '所属组织（文档编号）', en: 'Organisation (document ID)' } },
  },
};
