import { dataOf, pioneerApi, requestOf, type DataOf, type InLanguage } from '../api';

export type InviteResult = DataOf<'members.invite'>;

export const { useInvitePioneerMembersMutation } = pioneerApi.injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    invitePioneerMembers: build.mutation<InviteResult, { numbers: string[] } & InLanguage>({
      query: ({ language, numbers }) =>
        requestOf('members.invite', language, { body: { numbers } }),
      transformResponse: dataOf('members.invite'),
    }),
  }),
});
