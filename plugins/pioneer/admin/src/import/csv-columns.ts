import type { WordKey } from '../use-words';
import type { ImportKind } from './import-api';

/** A column of an import file. Both headers are read, whatever the language of the panel. */
export interface CsvColumn {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly meaning: WordKey;
  /** A file without it can be used. */
  readonly isOptional?: true;
}

const ORGANISATION_CODE = {
  key: 'organisationCode',
  zh: '组织编码',
  en: 'organisation',
  meaning: 'import.column.organisationCode',
} as const;

export const CSV_COLUMNS = {
  organisations: [
    { key: 'code', zh: '编码', en: 'code', meaning: 'import.column.code' },
    { key: 'name', zh: '名称', en: 'name', meaning: 'import.column.name' },
    { key: 'kind', zh: '类型', en: 'kind', meaning: 'import.column.kind' },
    { key: 'parentCode', zh: '上级编码', en: 'parent', meaning: 'import.column.parentCode' },
  ],
  members: [
    { key: 'number', zh: '成员编号', en: 'number', meaning: 'import.column.number' },
    { key: 'name', zh: '姓名', en: 'name', meaning: 'import.column.memberName' },
    ORGANISATION_CODE,
    { key: 'role', zh: '角色', en: 'role', meaning: 'import.column.role' },
    { key: 'phone', zh: '手机号', en: 'phone', meaning: 'import.column.phone', isOptional: true },
  ],
  calendar: [
    { key: 'date', zh: '日期', en: 'date', meaning: 'import.column.date' },
    { key: 'kind', zh: '安排', en: 'kind', meaning: 'import.column.dayKind' },
    { key: 'name', zh: '名称', en: 'name', meaning: 'import.column.dayName' },
  ],
  spots: [
    { key: 'code', zh: '编号', en: 'code', meaning: 'import.column.unitCode' },
    ORGANISATION_CODE,
    { key: 'category', zh: '类别', en: 'category', meaning: 'import.column.category' },
    { key: 'address', zh: '地址', en: 'address', meaning: 'import.column.address' },
    { key: 'latitude', zh: '纬度', en: 'latitude', meaning: 'import.column.latitude' },
    { key: 'longitude', zh: '经度', en: 'longitude', meaning: 'import.column.longitude' },
  ],
  households: [
    { key: 'code', zh: '编号', en: 'code', meaning: 'import.column.unitCode' },
    ORGANISATION_CODE,
  ],
  posts: [
    { ...ORGANISATION_CODE, meaning: 'import.column.ofOrganisation' },
    { key: 'title', zh: '岗位', en: 'post', meaning: 'import.column.postTitle' },
    { key: 'duties', zh: '职责', en: 'duties', meaning: 'import.column.duties' },
    { key: 'maxHolders', zh: '人数', en: 'holders', meaning: 'import.column.maxHolders' },
    { key: 'termMonths', zh: '任期（月）', en: 'months', meaning: 'import.column.termMonths' },
    {
      key: 'appointers',
      zh: '任命',
      en: 'appointed by',
      meaning: 'import.column.appointers',
      isOptional: true,
    },
    {
      key: 'isActive',
      zh: '在用',
      en: 'in use',
      meaning: 'import.column.isActive',
      isOptional: true,
    },
  ],
} as const satisfies Record<ImportKind, readonly CsvColumn[]>;

/** Lines of a file that is right, below the header, to start from. */
export const SAMPLES = {
  organisations: {
    zh: [
      ['ZHEN', '示范镇', '镇', ''],
      ['ZHEN-01', '河东社区', '社区', 'ZHEN'],
      ['ZHEN-01-01', '河东第一经济社', '经济社', 'ZHEN-01'],
    ],
    en: [
      ['TOWN', 'Sample Town', 'town', ''],
      ['TOWN-01', 'East Bank', 'community', 'TOWN'],
      ['TOWN-01-01', 'East Bank First Cooperative', 'cooperative', 'TOWN-01'],
    ],
  },
  members: {
    zh: [
      ['m0001', '陈一帆', 'ZHEN-01-01', '成员', ''],
      ['m0001', '陈一帆', 'ZHEN-01', '考评员', ''],
      ['m0002', '林晓', 'ZHEN-01-01', '代表', ''],
    ],
    en: [
      ['m0001', 'Alex Chen', 'TOWN-01-01', 'member', ''],
      ['m0001', 'Alex Chen', 'TOWN-01', 'evaluator', ''],
      ['m0002', 'Robin Lin', 'TOWN-01-01', 'representative', ''],
    ],
  },
  calendar: {
    zh: [
      ['2026-10-01', '放假', '国庆节'],
      ['2026-10-10', '上班', '国庆节调休'],
    ],
    en: [
      ['2026-10-01', 'holiday', 'National Day'],
      ['2026-10-10', 'workday', 'For National Day'],
    ],
  },
  spots: {
    zh: [
      ['ZZ-0001', 'ZHEN-01', '积水', '河东村北巷 3 号前', '22.8354', '112.9981'],
      ['ZZ-0002', 'ZHEN-01-01', '杂物堆放', '河东村晒谷场', '', ''],
    ],
    en: [
      ['S-0001', 'TOWN-01', 'standing water', 'North Lane 3', '22.8354', '112.9981'],
      ['S-0002', 'TOWN-01-01', 'rubbish', 'Old threshing floor', '', ''],
    ],
  },
  posts: {
    zh: [
      ['ZHEN-01', '网格员', '每周巡查一次，发现问题及时上报。', '2', '12', '本级', '是'],
      ['ZHEN-01-01', '社长', '组织经济社开展整治工作。', '1', '36', '上级', '是'],
    ],
    en: [
      [
        'TOWN-01',
        'Warden',
        'Walks the grid once a week and reports what is wrong.',
        '2',
        '12',
        'own',
        'yes',
      ],
      ['TOWN-01-01', 'Head', 'Leads the work of the cooperative.', '1', '36', 'above', 'yes'],
    ],
  },
  households: {
    zh: [
      ['H-0001', 'ZHEN-01-01'],
      ['H-0002', 'ZHEN-01-01'],
    ],
    en: [
      ['H-0001', 'TOWN-01-01'],
      ['H-0002', 'TOWN-01-01'],
    ],
  },
} as const;
