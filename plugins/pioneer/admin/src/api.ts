import { adminApi, type QueryArguments } from '@strapi/strapi/admin';
import {
  endpoints,
  type CallOf,
  type Endpoints,
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

export interface Task {
  readonly uid: string;
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
export const LIST_TAGS = [
  'PioneerOrganisations',
  'PioneerMemberships',
  'PioneerPosts',
  'PioneerCalendar',
  'PioneerRecurrences',
] as const;

/** What the features' own files add their calls to. */
export const pioneerApi = adminApi.enhanceEndpoints({
  addTagTypes: ['Document', 'PioneerOutdated', ...LIST_TAGS],
});
