import type { ComponentLayout } from '../layout';

export const placeLayout: ComponentLayout = {
  kind: 'component',
  uid: 'civic.place',
  name: { zh: '地点', en: 'Place' },
  mainField: 'address',
  sections: [
    [
      [['address', 12]],
      [
        ['latitude', 6],
        ['longitude', 6],
      ],
    ],
  ],
  fields: {
    address: {
      label: { zh: '地址', en: 'Address' },
      help: {
        zh: '写到居民能找到为止，例如“儒林东路与沙口路交界”。',
        en: 'As people would say it, so that they find it.',
      },
    },
    latitude: {
      label: { zh: '纬度', en: 'Latitude' },
      help: {
        zh: 'WGS 84，十进制度，例如 22.8423。经纬度要填就都填。',
        en: 'WGS 84, decimal degrees, such as 22.8423. Give both or none.',
      },
    },
    longitude: {
      label: { zh: '经度', en: 'Longitude' },
      help: {
        zh: 'WGS 84，十进制度，例如 112.9814。',
        en: 'WGS 84, decimal degrees, such as 112.9814.',
      },
    },
  },
};
