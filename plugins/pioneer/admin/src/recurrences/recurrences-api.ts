import { dataOf, pioneerApi, requestOf, type DataOf, type InLanguage, type Task } from '../api';
import type { Schedule } from '../../../contract';

export type TaskRecurrences = DataOf<'tasks.findRecurrences'>;
export type TaskSchedule = TaskRecurrences['schedules'][number];

interface OfTask extends InLanguage {
  readonly task: Task;
  /** Of the posts. */
  readonly title: string;
}

/** New dates make openings, which are shown beside the task, too. */
const AFTER_CHANGE = ['PioneerRecurrences', 'Document'] as const;

export const {
  useFindPioneerRecurrencesQuery,
  useAddPioneerRecurrencesMutation,
  useEditPioneerRecurrencesMutation,
  useEndPioneerRecurrencesMutation,
} = pioneerApi.injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    findPioneerRecurrences: build.query<TaskRecurrences, Task & InLanguage>({
      query: ({ language, ...params }) => requestOf('tasks.findRecurrences', language, { params }),
      transformResponse: dataOf('tasks.findRecurrences'),
      // The Content Manager invalidates the task when it is published or unpublished.
      providesTags: (_result, _error, { uid, id }) => [
        'PioneerRecurrences',
        { type: 'Document', id: `${uid}_${id}` },
      ],
    }),
    addPioneerRecurrences: build.mutation<
      DataOf<'tasks.addRecurrences'>,
      OfTask & { organisationId: string | undefined; schedule: Schedule }
    >({
      query: ({ language, task: params, schedule, ...body }) =>
        requestOf('tasks.addRecurrences', language, {
          params: { ...params },
          body: { ...body, ...schedule },
        }),
      transformResponse: dataOf('tasks.addRecurrences'),
      invalidatesTags: [...AFTER_CHANGE],
    }),
    editPioneerRecurrences: build.mutation<
      DataOf<'tasks.editRecurrences'>,
      OfTask & { from: Schedule; to: Schedule }
    >({
      query: ({ language, task: params, ...body }) =>
        requestOf('tasks.editRecurrences', language, { params: { ...params }, body }),
      transformResponse: dataOf('tasks.editRecurrences'),
      invalidatesTags: [...AFTER_CHANGE],
    }),
    endPioneerRecurrences: build.mutation<
      DataOf<'tasks.endRecurrences'>,
      OfTask & { schedule: Schedule }
    >({
      query: ({ language, task: params, ...body }) =>
        requestOf('tasks.endRecurrences', language, { params: { ...params }, body }),
      transformResponse: dataOf('tasks.endRecurrences'),
      invalidatesTags: [...AFTER_CHANGE],
    }),
  }),
});
