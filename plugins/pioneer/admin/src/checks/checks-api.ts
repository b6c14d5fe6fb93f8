import { dataOf, pioneerApi, requestOf, type DataOf, type InLanguage, type Task } from '../api';

export type TaskCheck = DataOf<'tasks.check'>;
export type CheckedStep = NonNullable<TaskCheck['steps']>[number];
export type Prospect = CheckedStep['prospects'][number];

export const { useCheckPioneerTaskQuery } = pioneerApi.injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    checkPioneerTask: build.query<TaskCheck, Task & InLanguage>({
      query: ({ language, ...params }) => requestOf('tasks.check', language, { params }),
      transformResponse: dataOf('tasks.check'),
      // The Content Manager invalidates this tag when the draft is saved.
      providesTags: (_result, _error, { uid, id }) => [{ type: 'Document', id: `${uid}_${id}` }],
    }),
  }),
});
