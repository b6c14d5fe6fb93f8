import { dataOf, pioneerApi, requestOf, type DataOf, type InLanguage } from '../api';

export type PartInUse = DataOf<'parts.find'>[number];

export const { useFindPioneerPartsQuery } = pioneerApi.injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    findPioneerParts: build.query<PartInUse[], InLanguage>({
      query: ({ language }) => requestOf('parts.find', language),
      transformResponse: dataOf('parts.find'),
    }),
  }),
});
