import type { SpotContent } from './types';

/** What the task about standing water is about; on a map all of it lies on a lake. */
export const SPOTS: readonly SpotContent[] = [
  {
    code: 'JS-01',
    organisationCode: 'QH-XX-W1',
    category: '积水',
    address: '新圩市场北门卸货口',
    latitude: 29.0412,
    longitude: 116.3355,
  },
  {
    code: 'JS-02',
    organisationCode: 'QH-XX-W1',
    category: '积水',
    address: '新圩一巷与河堤路口',
    latitude: 29.0418,
    longitude: 116.3361,
  },
  {
    code: 'JS-03',
    organisationCode: 'QH-XX-W2',
    category: '积水',
    address: '新圩小学后门',
    latitude: 29.0424,
    longitude: 116.3348,
  },
  {
    code: 'JS-04',
    organisationCode: 'QH-ZF-W1',
    category: '积水',
    address: '织坊老厂自行车棚前',
    latitude: 29.0441,
    longitude: 116.3337,
  },
];
