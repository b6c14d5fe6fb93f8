import { dataOf, pioneerApi, requestOf, type DataOf, type InLanguage, type Task } from '../api';

export type TaskOpenings = DataOf<'tasks.findOpenings'>;

export const { useFindPioneerOpeningsQuery } = pioneerApi.injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    findPioneerOpenings: build.query<TaskOpenings, Task & InLanguage>({
      query: ({ language, ...params }) => requestOf('tasks.findOpenings', language, { params }),
      transformResponse: dataOf('tasks.findOpenings'),
      // The Content Manager invalidates this tag when the task is published, changed or removed.
      providesTags: (_result, _error, { uid, id }) => [{ type: 'Document', id: `${uid}_${id}` }],
    }),
  }),
});
