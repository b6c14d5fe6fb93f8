import { dataOf, pioneerApi, requestOf, type DataOf, type InLanguage, type Task } from '../api';

export type OutdatedTask = DataOf<'tasks.findOutdated'>[number];
export type ApplyResult = DataOf<'tasks.applyTerms'>;

/** Something that tasks take their terms from. */
export interface TermsSource {
  readonly source: 'standard' | 'workflow' | 'drive';
  readonly id: string;
}

export const { useFindPioneerOutdatedQuery, useApplyPioneerTermsMutation } =
  pioneerApi.injectEndpoints({
    overrideExisting: false,
    endpoints: (build) => ({
      findPioneerOutdated: build.query<OutdatedTask[], TermsSource & InLanguage>({
        query: ({ language, ...query }) => requestOf('tasks.findOutdated', language, { query }),
        transformResponse: dataOf('tasks.findOutdated'),
        providesTags: ['PioneerOutdated'],
      }),
      applyPioneerTerms: build.mutation<ApplyResult, { tasks: Task[] } & InLanguage>({
        query: ({ language, tasks }) =>
          requestOf('tasks.applyTerms', language, { body: { tasks } }),
        transformResponse: dataOf('tasks.applyTerms'),
        invalidatesTags: ['PioneerOutdated'],
      }),
    }),
  });
