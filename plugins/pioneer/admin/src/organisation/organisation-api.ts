import type { MembershipRole } from '../../../contract';
import {
  answerOf,
  dataOf,
  pioneerApi,
  requestOf,
  type AnswerOf,
  type DataOf,
  type InLanguage,
} from '../api';

export type Memberships = AnswerOf<'memberships.find'>;
export type Membership = Memberships['data'][number];

/** Names, kinds and places are shown by the Content Manager too, which then asks again. */
const AFTER_CHANGE = ['PioneerOrganisations', 'Document'] as const;

export const {
  useFindPioneerMembershipsQuery,
  useAddPioneerMembershipMutation,
  useEndPioneerMembershipMutation,
  useEditPioneerOrganisationMutation,
  useMovePioneerOrganisationMutation,
} = pioneerApi.injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    findPioneerMemberships: build.query<
      Memberships,
      { organisation: string; cursor: string | undefined } & InLanguage
    >({
      query: ({ language, ...query }) =>
        requestOf('memberships.find', language, { query: { ...query, limit: 10 } }),
      transformResponse: answerOf('memberships.find'),
      providesTags: ['PioneerMemberships'],
    }),
    addPioneerMembership: build.mutation<
      DataOf<'memberships.add'>,
      { memberId: string; organisationId: string; role: MembershipRole } & InLanguage
    >({
      query: ({ language, ...body }) => requestOf('memberships.add', language, { body }),
      transformResponse: dataOf('memberships.add'),
      invalidatesTags: ['PioneerMemberships'],
    }),
    endPioneerMembership: build.mutation<
      DataOf<'memberships.end'>,
      { id: string; version: number } & InLanguage
    >({
      query: ({ language, id, version }) =>
        requestOf('memberships.end', language, { params: { id }, body: { version } }),
      transformResponse: dataOf('memberships.end'),
      invalidatesTags: ['PioneerMemberships'],
    }),
    editPioneerOrganisation: build.mutation<
      DataOf<'organisations.edit'>,
      { id: string; version: number; name: string; kind: string } & InLanguage
    >({
      query: ({ language, id, ...body }) =>
        requestOf('organisations.edit', language, { params: { id }, body }),
      transformResponse: dataOf('organisations.edit'),
      invalidatesTags: [...AFTER_CHANGE],
    }),
    movePioneerOrganisation: build.mutation<
      DataOf<'organisations.move'>,
      { id: string; version: number; parentId: string | null } & InLanguage
    >({
      query: ({ language, id, ...body }) =>
        requestOf('organisations.move', language, { params: { id }, body }),
      transformResponse: dataOf('organisations.move'),
      invalidatesTags: [...AFTER_CHANGE],
    }),
  }),
});
