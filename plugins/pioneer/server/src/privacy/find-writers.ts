import { events } from '../record/event-table';
import { selectIn, type Reading } from '../shared/database';
import { rowIn, selectOf } from '../shared/rows';
import { claims } from '../work/tables';

/** What people write about a claim, beside its reports and verdicts. */
export const CLAIM_WORDS = [
  'withdrawalReason',
  'withdrawalAnswer',
  'termsReason',
  'endReason',
] as const;
export type ClaimWords = (typeof CLAIM_WORDS)[number];

/** Who wrote what of a claim's words last, as the record says. */
export type Writers = ReadonlyMap<ClaimWords, string | null>;

/** For each claim to which the member ever wrote words: who wrote them last. */
export async function findWriters(
  { trx }: Reading,
  memberId: string,
): Promise<ReadonlyMap<string, Writers>> {
  const given: string[] = await trx(events.name)
    .where({ actor_id: memberId, subject_type: claims.subject })
    .distinct()
    .pluck('subject_id');
  const found = await selectIn(given, (part) =>
    trx(`${events.name} as e`)
      .where('e.subject_type', claims.subject)
      .whereIn('e.subject_id', part)
      .orderBy('e.subject_version')
      .select<Record<string, unknown>[]>(selectOf(trx, events, 'e')),
  );
  const writers = new Map<string, Map<ClaimWords, string | null>>();
  const mine = new Set<string>();
  for (const row of found) {
    const { subjectId, actorId, changes } = rowIn(events, 'e', row);
    const written = CLAIM_WORDS.filter((name) => (changes[name] ?? null) !== null);
    if (written.length === 0) continue;
    if (actorId === memberId) mine.add(subjectId);
    const known = writers.get(subjectId) ?? new Map<ClaimWords, string | null>();
    for (const name of written) known.set(name, actorId);
    writers.set(subjectId, known);
  }
  return new Map([...writers].filter(([claimId]) => mine.has(claimId)));
}
