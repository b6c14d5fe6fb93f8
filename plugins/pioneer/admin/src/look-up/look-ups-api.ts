import { dataOf, pioneerApi, requestOf, type DataOf, type InLanguage } from '../api';

export type Organisation = DataOf<'organisations.findOne'>;
export type FoundOrganisation = DataOf<'organisations.search'>[number];
export type FoundMember = DataOf<'members.search'>[number];

export const {
  useSearchPioneerOrganisationsQuery,
  useSearchPioneerMembersQuery,
  useFindPioneerOrganisationQuery,
} = pioneerApi.injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    searchPioneerOrganisations: build.query<FoundOrganisation[], { q: string } & InLanguage>({
      query: ({ language, q }) => requestOf('organisations.search', language, { query: { q } }),
      transformResponse: dataOf('organisations.search'),
      providesTags: ['PioneerOrganisations'],
    }),
    searchPioneerMembers: build.query<FoundMember[], { q: string } & InLanguage>({
      query: ({ language, q }) => requestOf('members.search', language, { query: { q } }),
      transformResponse: dataOf('members.search'),
      providesTags: ['PioneerMemberships'],
    }),
    findPioneerOrganisation: build.query<Organisation, { id: string } & InLanguage>({
      query: ({ language, id }) => requestOf('organisations.findOne', language, { params: { id } }),
      transformResponse: dataOf('organisations.findOne'),
      providesTags: ['PioneerOrganisations'],
    }),
  }),
});
