import type { ImportResult } from '../../../contract';
import { dataOf, LIST_TAGS, pioneerApi, requestOf, type InLanguage } from '../api';

export type ImportKind =
  | 'organisations'
  | 'members'
  | 'posts'
  | 'spots'
  | 'households'
  | 'calendar';

export const { useImportPioneerRowsMutation } = pioneerApi.injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    importPioneerRows: build.mutation<
      ImportResult,
      { kind: ImportKind; rows: unknown[] } & InLanguage
    >({
      query: ({ kind, language, rows }) =>
        requestOf(`${kind}.import`, language, { body: { rows } }),
      transformResponse: dataOf('organisations.import'),
      invalidatesTags: [...LIST_TAGS],
    }),
  }),
});
