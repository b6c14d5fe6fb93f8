import type { TypeLayout } from '../layout';

/** Of the plugin; the register to look things up in, because spots come by import. */
export const spotLayout: TypeLayout = {
  kind: 'type',
  uid: 'plugin::pioneer.spot',
  name: { zh: '整治点', en: 'Spot' },
  isRuled: true,
  mainField: 'code',
  columns: ['code', 'category', 'address', 'state', 'timesFound'],
  sort: { by: 'code', order: 'ASC' },
  sections: [
    [
      [
        ['code', 4],
        ['category', 4],
        ['state', 4],
      ],
      [['address', 12]],
      [
        ['latitude', 4],
        ['longitude', 4],
        ['organisationId', 4],
      ],
      [
        ['foundAt', 4],
        ['timesFound', 4],
        ['putRightAt', 4],
      ],
    ],
  ],
  fields: {
    code: {
      label: { zh: '编号', en: 'Code' },
      help: {
        zh: '全镇唯一；导入时按它识别整治点。整治点由导入维护，此处只能查看。',
        en: 'Unique in the town; imports know the spot by it. Here it can only be read.',
      },
    },
    category: { label: { zh: '类别', en: 'Category' } },
    state: {
      label: { zh: '状态', en: 'State' },
      values: {
        found: { zh: '待整治', en: 'Found' },
        putRight: { zh: '已整治', en: 'Put right' },
      },
    },
    address: { label: { zh: '地址', en: 'Address' } },
    latitude: { label: { zh: '纬度', en: 'Latitude' } },
    longitude: { label: { zh: '经度', en: 'Longitude' } },
    organisationId: { label: { zh: '所属组织（文档编号）', en: 'Organisation (document ID)' } },
    foundAt: { label: { zh: '发现时间', en: 'Found' } },
    timesFound: { label: { zh: '发现次数', en: 'Times found' } },
    putRightAt: { label: { zh: '整治时间', en: 'Put right' } },
  },
};
