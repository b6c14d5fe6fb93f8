import { attempt } from './case';
import type { Rows } from '../../../../tools/torture/keep-violations';

export type Row = Rows[string][number];
export type Told = readonly [type: string, at: number, changes?: object, payload?: object];

const NOON = Date.parse('2026-11-27T04:00:00Z');
const HOUR = 3_600_000;
export const iso = (hours: number) => new Date(NOON + hours * HOUR).toISOString();

/** Events of one subject: type, hours after noon, what they changed and what they say. */
export function eventsOf(
  subjectId: string,
  events: readonly Told[],
  subjectType = 'claim',
  firstId = 1,
): Row[] {
  return events.map(([type, at, changes = {}, payload = {}], index) => ({
    id: firstId + index,
    subject_type: subjectType,
    subject_id: subjectId,
    subject_version: index + 1,
    type,
    actor_kind: 'member',
    actor_id: 'chen',
    at: NOON + at * HOUR,
    payload,
    changes,
    digest: '',
  }));
}

export const taken: Told = [
  'claim.taken',
  0,
  { state: 'active', leaseEndsAt: iso(24), round: 1, step: 1 },
];
export const submitted = (at: number): Told => ['claim.submitted', at, { state: 'submitted' }];
export const claimHistory = (...events: readonly Told[]): Rows => ({
  pioneer_events: eventsOf('c', events),
});

export const opening = { document_id: 'o', organisation_id: 'village', member_slots: 1 };
const claim = { document_id: 'c', opening_id: 'o', claimant_kind: 'member', claimant_id: 'chen' };
export const live = { ...claim, state: 'active', live_key: 'o:member:chen' };
export const erasing = attempt(1, 2, { op: 'erase', about: { memberId: 'chen' } });
