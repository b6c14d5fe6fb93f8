import { DAY_KINDS } from '../../../core/people/calendar';
import { APPOINTERS } from '../../../core/people/posts';
import { MEMBERSHIP_ROLES } from '../../../core/people/roles';
import {
  choice,
  concealed,
  flag,
  initially,
  instant,
  integer,
  longText,
  nullable,
  string,
  internal,
  unrecorded,
} from '../shared/columns';
import { governedTable, type RowOf } from '../shared/table';

/** A node of the tree: town, community, cooperative, branch or grid; any depth. */
export const organisations = governedTable({
  subject: 'organisation',
  plural: 'organisations',
  displayName: 'Organisation',
  visible: true,
  columns: {
    code: string(),
    name: concealed(string()),
    kind: string(),
    /** Null at a root. The closures follow it: see advisory-locks.ts. */
    parentId: nullable(string()),
  },
  unique: [['code']],
  indexes: [['parentId', 'code']],
});

/**
 * Every pair of an organisation and one above it, itself included at depth 0: what makes "in this
 * subtree" one join. Derived from the organisations, so nothing of it is recorded.
 */
export const organisationClosures = governedTable({
  subject: 'organisationClosure',
  plural: 'organisation-closures',
  displayName: 'Organisation closure',
  columns: {
    ancestorId: unrecorded(string()),
    descendantId: unrecorded(string()),
    depth: unrecorded(integer()),
  },
  unique: [['ancestorId', 'descendantId']],
  indexes: [['descendantId']],
});

/**
 * A person. The account (a user of users-permissions, in the column user_id) is made when the
 * member activates it with a one-time code, of which only an HMAC is kept.
 */
export const members = governedTable({
  subject: 'member',
  plural: 'members',
  displayName: 'Member',
  visible: true,
  columns: {
    number: concealed(string()),
    /** The number in lower case: what is unique and what sign-in looks for. */
    signInName: internal(string()),
    name: concealed(string()),
    /** See phone.ts; the record proves the hash, and verify holds the sealed one against it. */
    phoneHash: concealed(internal(nullable(string()))),
    phoneSealed: internal(nullable(string())),
    activatedAt: nullable(instant()),
    /** When the member left: from then on number and name are a pseudonym. */
    erasedAt: nullable(instant()),
    activationHash: internal(nullable(string())),
    activationExpiresAt: internal(nullable(instant())),
    activationAttempts: internal(initially(0, integer())),
  },
  attributes: {
    user: {
      type: 'relation',
      relation: 'oneToOne',
      target: 'plugin::users-permissions.user',
      useJoinTable: false,
      writable: false,
      configurable: false,
      private: true,
    },
  },
  unique: [['signInName'], ['phoneHash']],
});

/** What a member is in an organisation; one that ended stays and may be taken up again. */
export const memberships = governedTable({
  subject: 'membership',
  plural: 'memberships',
  displayName: 'Membership',
  columns: {
    memberId: string(),
    organisationId: string(),
    role: choice(MEMBERSHIP_ROLES),
    endedAt: nullable(instant()),
  },
  unique: [['memberId', 'organisationId', 'role']],
  indexes: [['organisationId', 'role']],
});

/** A post with its duties in one organisation; one that is no longer in use stays. */
export const posts = governedTable({
  subject: 'post',
  plural: 'posts',
  displayName: 'Post',
  columns: {
    organisationId: string(),
    title: concealed(string()),
    duties: concealed(longText()),
    appointers: choice(APPOINTERS),
    maxHolders: integer(),
    /** Calendar months; null when a term does not end by itself. */
    termMonths: nullable(integer()),
    isActive: initially(true, flag()),
  },
  unique: [['organisationId', 'title']],
});

/** That a member holds a post. Its term ends by itself at `until`, an earlier end is written down. */
export const postHoldings = governedTable({
  subject: 'postHolding',
  plural: 'post-holdings',
  displayName: 'Post holding',
  columns: {
    postId: string(),
    memberId: string(),
    since: instant(),
    until: nullable(instant()),
    endedAt: nullable(instant()),
    /** Null when an administrator of the admin panel did, whom the event names. */
    appointedById: nullable(string()),
  },
  indexes: [['postId', 'endedAt'], ['memberId']],
});

/** A day that is not as its weekday says: see core/people/calendar.ts. */
export const calendarDays = governedTable({
  subject: 'calendarDay',
  plural: 'calendar-days',
  displayName: 'Calendar day',
  columns: {
    /** As ISO writes it, 2026-10-01: a day of the town, whatever the zone of server or session. */
    date: string(),
    kind: choice(DAY_KINDS),
    name: string(),
  },
  unique: [['date']],
});

/** The column in which a member's account is kept, beside the columns of the table. */
export const USER_COLUMN = 'user_id';

export type OrganisationRow = RowOf<typeof organisations>;
export type MemberRow = RowOf<typeof members>;
export type MembershipRow = RowOf<typeof memberships>;
export type PostRow = RowOf<typeof posts>;
export type PostHoldingRow = RowOf<typeof postHoldings>;
export type CalendarDayRow = RowOf<typeof calendarDays>;

/** Tables whose every change is an event. */
export const recordedPeopleTables = [
  organisations,
  members,
  memberships,
  posts,
  postHoldings,
  calendarDays,
];

export const peopleTables = [...recordedPeopleTables, organisationClosures];
