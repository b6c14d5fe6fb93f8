import { dataOf, pioneerApi, requestOf, type DataOf, type InLanguage } from '../api';

export type ExceptionalDay = DataOf<'calendar.findYear'>[number];

export const { useFindPioneerYearQuery } = pioneerApi.injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    findPioneerYear: build.query<ExceptionalDay[], { year: string } & InLanguage>({
      query: ({ language, year }) => requestOf('calendar.findYear', language, { query: { year } }),
      transformResponse: dataOf('calendar.findYear'),
      providesTags: ['PioneerCalendar'],
    }),
  }),
});
