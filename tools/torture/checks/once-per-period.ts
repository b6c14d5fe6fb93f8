import { rowsOf } from '../../replay/evidence/open-database';
import { readHistories, type EventRow } from '../../replay/evidence/read-events';
import type { Check } from '../../replay/invariants/evidence';

/**
 * I19: what is done by the clock is done once, however many nodes do it: a reminder of one due date
 * or of one step, the head of one day, the seal of one event.
 */
export const findRepeatedEffects: Check = async ({ db }) => {
  const histories = await readHistories(db, 'claim');
  const heads = await rowsOf<Record<'date' | 'n', string>>(
    db,
    'select date, count(*) as n from pioneer_record_heads group by date',
  );
  const seals = await rowsOf<Record<'event_id' | 'n', string>>(
    db,
    'select event_id, count(*) as n from pioneer_seals group by event_id having count(*) > 1',
  );
  return [
    ...[...histories].flatMap(([id, history]) => findRepeatedReminder(id, history) ?? []),
    ...heads
      .filter(({ n }) => Number(n) > 1)
      .map(({ date, n }) => `day ${date} has ${n} heads of the record`),
    ...seals.map(({ event_id, n }) => `event ${event_id} has ${n} seals`),
  ];
};

/** One for each due date and for each step of each round; who is asked next is reminded anew. */
function findRepeatedReminder(id: string, history: readonly EventRow[]): string | null {
  const claim: Record<string, unknown> = {};
  const reminded = new Set<string>();
  for (const { type, changes, told } of history) {
    if (type === 'claim.reminded') {
      const { dueAt = null } = told.payload as { readonly dueAt?: string | null };
      const occasion =
        dueAt === null
          ? `step ${String(claim.step)} of round ${String(claim.round)}, ${String(claim.evaluatingId)}`
          : `due date ${dueAt}`;
      if (reminded.has(occasion)) return `claim ${id} was reminded twice of ${occasion}`;
      reminded.add(occasion);
    }
    Object.assign(claim, changes);
  }
  return null;
}
