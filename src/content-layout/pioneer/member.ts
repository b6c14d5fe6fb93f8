import type { TypeLayout } from '../layout';

/** Of the plugin; to look things up in, because people and organisations come by import. */
export const memberLayout: TypeLayout = {
  kind: 'type',
  uid: 'plugin::pioneer.member',
  name: { zh: '成员', en: 'Member' },
  isRuled: true,
  mainField: 'number',
  columns: ['number', 'name', 'activatedAt', 'updatedAt'],
  sort: { by: 'number', order: 'ASC' },
  sections: [
    [
      [
        ['number', 6],
        ['name', 6],
      ],
      [
        ['activatedAt', 6],
        ['user', 6],
      ],
      [['erasedAt', 6]],
    ],
  ],
  fields: {
    number: {
      label: { zh: '成员编号', en: 'Member number' },
      help: {
        zh: '登录时用它。成员由导入维护，此处只能查看。',
        en: 'What a member signs in with. Members are kept by import; here they can only be read.',
      },
    },
    name: { label: { zh: '姓名', en: 'Name' } },
    activatedAt: {
      label: { zh: '激活时间', en: 'Activated' },
      help: {
        zh: '空白表示还没有用激活码设置密码。',
        en: 'Empty: the activation code has not been used yet.',
      },
    },
    erasedAt: {
      label: { zh: '注销时间', en: 'Left' },
      help: {
        zh: '成员注销后，姓名、编号、手机号和文字都已删除，只保留代号。',
        en: 'Whoever left is erased: name, number, phone and words are gone, a code name is left.',
      },
    },
    user: { label: { zh: '登录账号', en: 'Account' }, shows: 'username' },
  },
};
