import {
  answerOf,
  dataOf,
  pioneerApi,
  requestOf,
  type AnswerOf,
  type DataOf,
  type InLanguage,
} from '../api';

export type Gaps = AnswerOf<'gaps.find'>;
export type Gap = Gaps['data'][number];
export type Posts = AnswerOf<'holders.find'>;
export type Post = Posts['data'][number];
export type Holding = NonNullable<Post['heldBy']>[number];

interface Page {
  readonly within: string | undefined;
  readonly cursor: string | undefined;
}

export interface GapsQuery extends Page {
  readonly kind: string | undefined;
  readonly title: string | undefined;
}

export const {
  useFindPioneerGapsQuery,
  useFindPioneerPostsQuery,
  useAppointPioneerHolderMutation,
  useDismissPioneerHolderMutation,
} = pioneerApi.injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    findPioneerGaps: build.query<Gaps, GapsQuery & InLanguage>({
      query: ({ language, ...query }) => requestOf('gaps.find', language, { query }),
      transformResponse: answerOf('gaps.find'),
      providesTags: ['PioneerPosts'],
    }),
    findPioneerPosts: build.query<Posts, Page & InLanguage>({
      query: ({ language, ...query }) => requestOf('holders.find', language, { query }),
      transformResponse: answerOf('holders.find'),
      providesTags: ['PioneerPosts'],
    }),
    appointPioneerHolder: build.mutation<
      DataOf<'holders.appoint'>,
      { id: string; number: string } & InLanguage
    >({
      query: ({ language, id, number }) =>
        requestOf('holders.appoint', language, { params: { id }, body: { number } }),
      transformResponse: dataOf('holders.appoint'),
      invalidatesTags: ['PioneerPosts'],
    }),
    dismissPioneerHolder: build.mutation<
      DataOf<'holders.dismiss'>,
      { id: string; holdingId: string; version: number } & InLanguage
    >({
      query: ({ language, id, ...body }) =>
        requestOf('holders.dismiss', language, { params: { id }, body }),
      transformResponse: dataOf('holders.dismiss'),
      invalidatesTags: ['PioneerPosts'],
    }),
  }),
});
