import { dataOf, pioneerApi, requestOf, type DataOf, type InLanguage, type Task } from '../api';

export type Archived = DataOf<'tasks.archive'>;

export const { useArchivePioneerTaskMutation, useArchivePioneerDriveMutation } =
  pioneerApi.injectEndpoints({
    overrideExisting: false,
    endpoints: (build) => ({
      archivePioneerTask: build.mutation<Archived, Task & InLanguage>({
        query: ({ language, uid, id }) =>
          requestOf('tasks.archive', language, { params: { uid, id } }),
        transformResponse: dataOf('tasks.archive'),
        invalidatesTags: ['Document'],
      }),
      archivePioneerDrive: build.mutation<Archived, { id: string } & InLanguage>({
        query: ({ language, id }) => requestOf('drives.archive', language, { params: { id } }),
        transformResponse: dataOf('drives.archive'),
        invalidatesTags: ['Document'],
      }),
    }),
  });
