import type { EndpointName } from '../../../contract/endpoints';

/** The areas of the API, in the order in which a reader gets to know it. */
export const TAGS = {
  Session: 'Activation, sign-in, who is signed in, and what this member has agreed to.',
  Organisations: 'The tree of organisations, for everybody to read.',
  Openings: 'The board: what can be claimed, and claiming or assigning it.',
  Claims: 'Undertakings from the claim to the last verdict; each names what its reader may do now.',
  Posts: 'Posts with their duties, who holds them, and the calendar of the town.',
  Spots: 'The register of spots to put right, and what became of them.',
  Statistics: 'How much was opened, taken and done: by month, drive and organisation.',
  Record: 'Where the proof of everything that was done ended, day by day.',
  Documentation: 'What this is.',
  'Administration of people':
    'Organisations, members, memberships and activation codes; what recurs of posts.',
  'Administration of work': 'What became of tasks; spots and households.',
  'Administration of the system':
    'What the plugin found, who had access to what, and the clock of test servers.',
} as const;

export type Tag = keyof typeof TAGS;

/** The first part of an endpoint's name. */
export type Area<Name extends string = EndpointName> = Name extends `${infer First}.${string}`
  ? First
  : never;

const TAG_OF_AREA: Readonly<Record<Area, Tag>> = {
  session: 'Session',
  me: 'Session',
  organisation: 'Organisations',
  openings: 'Openings',
  claims: 'Claims',
  posts: 'Posts',
  calendar: 'Posts',
  gaps: 'Administration of people',
  recurrences: 'Administration of people',
  holders: 'Administration of people',
  spots: 'Spots',
  drives: 'Administration of work',
  households: 'Administration of work',
  statistics: 'Statistics',
  record: 'Record',
  openapi: 'Documentation',
  organisations: 'Administration of people',
  members: 'Administration of people',
  memberships: 'Administration of people',
  tasks: 'Administration of work',
  clock: 'Administration of the system',
  parts: 'Administration of the system',
  accessLog: 'Administration of the system',
};

/** The area that an endpoint belongs to. */
export function tagOf(name: EndpointName): Tag {
  return TAG_OF_AREA[name.slice(0, name.indexOf('.')) as Area];
}
