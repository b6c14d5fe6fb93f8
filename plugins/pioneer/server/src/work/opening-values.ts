import type { Unit } from '../units/select-units';
import type { NewValues } from '../record/recorded-writes';
import type { PublishedTask } from './published-task';
import type { openings, TermsRow } from './tables';

export type OpeningValues = NewValues<typeof openings.columns>;

/** What all openings of a published task have in common. */
export function sharedValues(task: PublishedTask, { id, content }: TermsRow): OpeningValues {
  const { subject, claimMode, waitingList, opensAt, closesAt, dueAt } = content;
  return {
    taskUid: subject.uid,
    taskId: subject.id,
    termsId: id,
    state: 'open',
    claimMode,
    waitingList,
    slug: task.slug,
    title: task.title,
    summary: task.summary,
    category: task.category,
    priority: task.priority,
    difficulty: task.difficulty,
    points: task.points,
    driveId: task.drive?.documentId ?? null,
    opensAt,
    closesAt,
    dueAt,
    // Where everyone is enrolled, an opening has as many slots as it has claims.
    ...(claimMode !== 'everyone' && {
      memberSlots: content.slots.member,
      organisationSlots: content.slots.organisation,
    }),
  };
}

/** What the one opening of a task without units has besides. */
export function ownValues(task: PublishedTask): OpeningValues {
  // resolveTerms refuses a task without organisation.
  return { unitKind: 'none', organisationId: task.organisation ?? '', ...task.place };
}

/** What the opening of a unit has besides. */
export function unitValues(kind: OpeningValues['unitKind'], unit: Unit): OpeningValues {
  const { id, label, occurrence, organisationId, address, latitude, longitude } = unit;
  return {
    unitKind: kind,
    unitId: id,
    unitLabel: label,
    occurrence: Number(occurrence),
    organisationId,
    address,
    latitude,
    longitude,
  };
}
