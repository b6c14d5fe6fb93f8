import type { OrganisationContent } from './types';

const TOWN = '镇';
const COMMUNITY = '社区';
const GRID = '网格';
const COOPERATIVE = '合作社';
const BRANCH = '支部';

/** Parents before children. Town and names are invented. */
export const ORGANISATIONS: readonly OrganisationContent[] = [
  { code: 'QH', name: '栖荷镇', kind: TOWN },

  { code: 'QH-HX', name: '荷心社区', kind: COMMUNITY },
  { code: 'QH-SQ', name: '石桥头社区', kind: COMMUNITY },
  { code: 'QH-DK', name: '老渡口社区', kind: COMMUNITY },
  { code: 'QH-ND', name: '南堤社区', kind: COMMUNITY },
  { code: 'QH-DX', name: '稻香社区', kind: COMMUNITY },
  { code: 'QH-XX', name: '新圩社区', kind: COMMUNITY },
  { code: 'QH-ZF', name: '织坊社区', kind: COMMUNITY },
  { code: 'QH-BA', name: '北岸社区', kind: COMMUNITY },

  { code: 'QH-HX-W1', name: '荷心第一网格', kind: GRID },
  { code: 'QH-HX-W2', name: '荷心第二网格', kind: GRID },
  { code: 'QH-HX-Z1', name: '荷心街坊支部', kind: BRANCH },
  { code: 'QH-SQ-H1', name: '石桥头东合作社', kind: COOPERATIVE },
  { code: 'QH-SQ-H2', name: '石桥头西合作社', kind: COOPERATIVE },
  { code: 'QH-SQ-W1', name: '石桥头网格', kind: GRID },
  { code: 'QH-DK-W1', name: '老渡口第一网格', kind: GRID },
  { code: 'QH-DK-W2', name: '老渡口第二网格', kind: GRID },
  { code: 'QH-DK-Z1', name: '老渡口船工支部', kind: BRANCH },
  { code: 'QH-ND-H1', name: '上围合作社', kind: COOPERATIVE },
  { code: 'QH-ND-H2', name: '下围合作社', kind: COOPERATIVE },
  { code: 'QH-ND-W1', name: '南堤网格', kind: GRID },
  { code: 'QH-DX-H1', name: '稻香第一合作社', kind: COOPERATIVE },
  { code: 'QH-DX-H2', name: '稻香第二合作社', kind: COOPERATIVE },
  { code: 'QH-DX-W1', name: '田心网格', kind: GRID },
  { code: 'QH-XX-W1', name: '新圩第一网格', kind: GRID },
  { code: 'QH-XX-W2', name: '新圩第二网格', kind: GRID },
  { code: 'QH-XX-Z1', name: '新圩市场支部', kind: BRANCH },
  { code: 'QH-ZF-W1', name: '织坊网格', kind: GRID },
  { code: 'QH-ZF-Z1', name: '织坊老厂支部', kind: BRANCH },
  { code: 'QH-BA-W1', name: '北岸第一网格', kind: GRID },
];
