import { choice, instant, integer, json, nullable, string } from '../shared/columns';
import { governedTable } from '../shared/table';
import type { Image } from '../../../core/record/canonical';

export const ACTOR_KINDS = ['member', 'administrator', 'system'] as const;

/** Who did it; `id` is a documentId and null for the system. */
export interface Actor {
  readonly kind: (typeof ACTOR_KINDS)[number];
  readonly id: string | null;
}

export const SYSTEM: Actor = { kind: 'system', id: null };

/**
 * The append-only record. It holds no personal data: ids, structural values and HMACs only, so
 * that erasure and proof get along. Triggers refuse every change (see append-only.ts).
 */
export const events = governedTable({
  subject: 'event',
  plural: 'events',
  displayName: 'Event',
  columns: {
    subjectType: string(),
    subjectId: string(),
    subjectVersion: integer(),
    type: string(),
    actorKind: choice(ACTOR_KINDS),
    actorId: nullable(string()),
    at: instant(),
    /** What a reader of the timeline needs beyond the changes; ids and numbers only. */
    payload: json<Image>(),
    /** The recorded columns that changed, in canonical form. */
    changes: json<Image>(),
    /** Of this row and of the subject's image after it; see image.ts. */
    digest: string(),
  },
  unique: [['subjectType', 'subjectId', 'subjectVersion']],
  indexes: [['at'], ['actorId']],
});
