import { JOB_KINDS, JOB_STATES } from '../../../core/jobs/jobs';
import { ACTOR_KINDS } from '../record/event-table';
import {
  choice,
  initially,
  instant,
  integer,
  json,
  nullable,
  string,
  unrecorded,
} from '../shared/columns';
import { governedTable, type RowOf } from '../shared/table';

/**
 * One row for each kind and subject, whatever became of it. It holds no state of the work itself:
 * what is left to do is looked up in the rows, so a job that was interrupted just goes on.
 */
export const jobs = governedTable({
  subject: 'job',
  plural: 'jobs',
  displayName: 'Job',
  columns: {
    kind: unrecorded(choice(JOB_KINDS)),
    subjectUid: unrecorded(string()),
    subjectId: unrecorded(string()),
    /** What it looks for lies at or below this organisation; null: anywhere. */
    organisationId: unrecorded(nullable(string())),
    /** What whoever asked for it decided; what is left to do is not in it. */
    payload: unrecorded(json<unknown>()),
    state: unrecorded(choice(JOB_STATES)),
    /** How many there were to do when the work began; null before that. */
    total: unrecorded(nullable(integer())),
    done: unrecorded(initially(0, integer())),
    /** On whose behalf; what follows from changes among people is the system's. */
    actorKind: unrecorded(choice(ACTOR_KINDS)),
    actorId: unrecorded(nullable(string())),
    /** Failed attempts since the last part that succeeded. */
    attempts: unrecorded(initially(0, integer())),
    notBefore: unrecorded(instant()),
    /** The code of the refusal that it failed with. */
    problem: unrecorded(nullable(string())),
    requestedAt: unrecorded(instant()),
    finishedAt: unrecorded(nullable(instant())),
  },
  unique: [['kind', 'subjectUid', 'subjectId']],
  indexes: [['state', 'notBefore']],
});

export type JobRow = RowOf<typeof jobs>;
