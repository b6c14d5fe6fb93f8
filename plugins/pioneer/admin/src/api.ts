import { adminApi, type QueryArguments } from '@strapi/strapi/admin';
import {
  endpoints,
  type CallOf,
  type Endpoints,
  type ImportResult,
  type Language,
  type ResponseOf,
} from '../../contract';

type AdministratorEndpoint =
  | 'parts.find'
  | 'tasks.check'
  | 'organisations.search'
  | 'organisations.findOne'
  | 'organisations.edit'
  | 'organisations.move'
  | 'members.search'
  | 'memberships.find'
  | 'memberships.add'
  | 'memberships.end'
  | 'holders.find'
  | 'holders.appoint'
  | 'holders.dismiss'
  | 'gaps.find'
  | 'posts.import'
  | 'calendar.findYear'
  | 'calendar.import'
  | 'tasks.findOpenings'
  | 'tasks.findRecurrences'
  | 'tasks.addRecurrences'
  | 'tasks.editRecurrences'
  | 'tasks.endRecurrences'
  | 'organisations.import'
  | 'tasks.findOutdated'
  | 'tasks.applyTerms'
  | 'tasks.archive'
  | 'drives.archive'
  | 'members.import'
  | 'spots.import'
  | 'households.import'
  | 'members.invite';

export type AnswerOf<Name extends AdministratorEndpoint> = ResponseOf<Endpoints[Name]>;
export type DataOf<Name extends AdministratorEndpoint> = ResponseOf<Endpoints[Name]>['data'];

export type PartInUse = DataOf<'parts.find'>[number];
export type TaskOpenings = DataOf<'tasks.findOpenings'>;
export type OutdatedTask = DataOf<'tasks.findOutdated'>[number];
export type Archived = DataOf<'tasks.archive'>;
export type ApplyResult = DataOf<'tasks.applyTerms'>;
export type InviteResult = DataOf<'members.invite'>;
export type ImportKind =
  | 'organisations'
  | 'members'
  | 'posts'
  | 'spots'
  | 'households'
  | 'calendar';

export interface Task {
  readonly uid: string;
  readonly id: string;
}

/** Something that tasks take their terms from. */
export interface TermsSource {
  readonly source: 'standard' | 'workflow' | 'drive';
  readonly id: string;
}

/** Every call asks for texts in the language of the panel, not of the browser. */
export interface InLanguage {
  readonly language: Language;
}

/** A request as the panel's client wants it; addresses are made from the contract only here. */
export function requestOf<Name extends AdministratorEndpoint>(
  name: Name,
  language: Language,
  call: CallOf<Endpoints[Name]> = {},
): QueryArguments {
  const { method, path } = endpoints[name];
  const params = (call.params ?? {}) as Readonly<Record<string, string>>;
  const filled = path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
  return {
    url: `/pioneer${filled}`,
    method,
    data: call.body,
    config: { headers: { 'accept-language': language }, params: call.query },
  };
}

/** Answers are parsed by the contract, so a server that breaks it is noticed here. */
export function answerOf<Name extends AdministratorEndpoint>(name: Name) {
  return (answer: unknown) => endpoints[name].response.parse(answer) as AnswerOf<Name>;
}

/** What an answer of one thing holds. */
export function dataOf<Name extends AdministratorEndpoint>(name: Name) {
  return (answer: unknown) =>
    (endpoints[name].response.parse(answer) as { data: DataOf<Name> }).data;
}

/** What is listed beside documents, and asked for again after a change or an import. */
const LISTS = [
  'PioneerOrganisations',
  'PioneerMemberships',
  'PioneerPosts',
  'PioneerCalendar',
  'PioneerRecurrences',
] as const;

/** What the features' own files add their calls to. */
export const pioneerApi = adminApi.enhanceEndpoints({
  addTagTypes: ['Document', 'PioneerOutdated', ...LISTS],
});

/** Tasks, and what they take their terms from. */
const taskApi = pioneerApi.injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    findPioneerParts: build.query<PartInUse[], InLanguage>({
      query: ({ language }) => requestOf('parts.find', language),
      transformResponse: dataOf('parts.find'),
    }),
    findPioneerOpenings: build.query<TaskOpenings, Task & InLanguage>({
      query: ({ language, ...params }) => requestOf('tasks.findOpenings', language, { params }),
      transformResponse: dataOf('tasks.findOpenings'),
      // The Content Manager invalidates this tag when the task is published, changed or removed.
      providesTags: (_result, _error, { uid, id }) => [{ type: 'Document', id: `${uid}_${id}` }],
    }),
    findPioneerOutdated: build.query<OutdatedTask[], TermsSource & InLanguage>({
      query: ({ language, ...query }) => requestOf('tasks.findOutdated', language, { query }),
      transformResponse: dataOf('tasks.findOutdated'),
      providesTags: ['PioneerOutdated'],
    }),
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
    applyPioneerTerms: build.mutation<ApplyResult, { tasks: Task[] } & InLanguage>({
      query: ({ language, tasks }) => requestOf('tasks.applyTerms', language, { body: { tasks } }),
      transformResponse: dataOf('tasks.applyTerms'),
      invalidatesTags: ['PioneerOutdated'],
    }),
  }),
});

/** Imports of every kind, and activation codes. */
const peopleApi = pioneerApi.injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    importPioneerRows: build.mutation<
      ImportResult,
      { kind: ImportKind; rows: unknown[] } & InLanguage
    >({
      query: ({ kind, language, rows }) =>
        requestOf(`${kind}.import`, language, { body: { rows } }),
      transformResponse: dataOf('organisations.import'),
      invalidatesTags: [...LISTS],
    }),
    invitePioneerMembers: build.mutation<InviteResult, { numbers: string[] } & InLanguage>({
      query: ({ language, numbers }) =>
        requestOf('members.invite', language, { body: { numbers } }),
      transformResponse: dataOf('members.invite'),
    }),
  }),
});

export const {
  useFindPioneerPartsQuery,
  useFindPioneerOpeningsQuery,
  useFindPioneerOutdatedQuery,
  useArchivePioneerTaskMutation,
  useArchivePioneerDriveMutation,
  useApplyPioneerTermsMutation,
} = taskApi;

export const { useImportPioneerRowsMutation, useInvitePioneerMembersMutation } = peopleApi;
