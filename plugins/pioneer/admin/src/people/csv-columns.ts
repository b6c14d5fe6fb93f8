import type { ImportKind } from '../api';
import type { WordKey } from '../use-words';

/** A column of an import file. Both headers are read, whatever the language of the panel. */
export interface CsvColumn {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly meaning: WordKey;
}

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
    {
      key: 'organisationCode',
      zh: '组织编码',
      en: 'organisation',
      meaning: 'import.column.organisationCode',
    },
    { key: 'role', zh: '角色', en: 'role', meaning: 'import.column.role' },
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
      ['m0001', '陈一帆', 'ZHEN-01-01', '成员'],
      ['m0001', '陈一帆', 'ZHEN-01', '考评员'],
      ['m0002', '林晓', 'ZHEN-01-01', '代表'],
    ],
    en: [
      ['m0001', 'Alex Chen', 'TOWN-01-01', 'member'],
      ['m0001', 'Alex Chen', 'TOWN-01', 'evaluator'],
      ['m0002', 'Robin Lin', 'TOWN-01-01', 'representative'],
    ],
  },
} as const;
