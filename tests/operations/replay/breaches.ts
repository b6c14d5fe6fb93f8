import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Invariant } from '../../../tools/replay/invariants/check-invariants';
import { copyRow, dropUnique, firstRow, type Plant } from '../../support/plant-breach';

const CLAIM = 'pioneer_claims';
const EVENTS = 'pioneer_events';
const PHOTOS = 'pioneer_evidence_files';

/** One breach after the other, with the promise that it breaks and how that is told. */
export const BREACHES: readonly [promise: Invariant, what: string, named: RegExp, plant: Plant][] =
  [
    [
      'I1',
      'one more claim than there are slots',
      /2 member slots were taken, it has 1/,
      (db) =>
        copyRow(
          db,
          CLAIM,
          { state: 'accepted', claimant_kind: 'member' },
          { live_key: null, claimant_id: 'x' },
        ),
    ],
    [
      'I1',
      'a slot that was taken before it was given back',
      /2 member slots were taken, it has 1/,
      async (db) => {
        const withdrawn = await withdrawnBeforeAccepted(db);
        const last = await db(EVENTS).max({ id: 'id' }).first<{ id: number }>();
        await db(EVENTS)
          .where({ type: 'claim.withdrawn', subject_id: withdrawn })
          .update({ id: Number(last.id) + 1 });
      },
    ],
    [
      'I1',
      'a counter beyond the slots',
      /2 member slots were taken, it has 1/,
      async (db) => {
        const { id } = await firstRow(db, 'pioneer_openings', { member_taken: 1 });
        await db('pioneer_openings').where({ id }).update({ member_taken: 2 });
      },
    ],
    [
      'I2',
      'a second live claim of the same member',
      /^claims .+ and .+ lived at the same time$/,
      async (db) => {
        await dropUnique(db, CLAIM, 'pioneer_claims_live_key_uq');
        await copyRow(db, CLAIM, { state: 'accepted' }, {});
      },
    ],
    [
      'I2',
      'a live claim without its key',
      /is accepted and its live key is missing$/,
      async (db) => {
        const { id } = await firstRow(db, CLAIM, { state: 'accepted' });
        await db(CLAIM).where({ id }).update({ live_key: null });
      },
    ],
    [
      'I4',
      'an acknowledged claim that is gone',
      /was acknowledged and is not there$/,
      // The claims of organisations are made by the system; I9 misses those.
      (db) => deleteFirst(db, CLAIM, { state: 'accepted', claimant_kind: 'member' }),
    ],
    [
      'I4',
      'a claim that nobody was told of',
      /is there and nobody was told so$/,
      (db) => copyRow(db, CLAIM, { state: 'expired' }, {}),
    ],
    [
      'I4',
      'a command that is recorded twice',
      /withdraw is recorded more often than anybody was told$/,
      (db) => copyRow(db, EVENTS, { type: 'claim.withdrawn' }, { subject_version: 99 }),
    ],
    [
      'I4',
      'an acknowledged verdict that left no event',
      /"return" was acknowledged as version \d+ and is not recorded$/,
      (db) => deleteFirst(db, EVENTS, { type: 'claim.returned' }),
    ],
    [
      'I4',
      'a published task without opening',
      /was published and has no opening$/,
      async (db) => {
        const { task_id } = await firstRow(db, 'pioneer_openings', { member_taken: 1 });
        await db('pioneer_openings').where({ task_id }).delete();
      },
    ],
    [
      'I5',
      'a report that was lost',
      /^report .+ was lost$/,
      (db) => deleteFirst(db, 'pioneer_reports', { kind: 'progress' }),
    ],
    [
      'I5',
      'a report that was overwritten',
      /is there 1 time\(s\) and should not be$/,
      async (db) => {
        const { id } = await firstRow(db, 'pioneer_reports', { kind: 'progress' });
        await db('pioneer_reports').where({ id }).update({ client_id: randomUUID() });
      },
    ],
    [
      'I5',
      'a report that is there twice',
      /is there 2 time\(s\) and should not be$/,
      async (db) => {
        await dropUnique(db, 'pioneer_reports', 'pioneer_reports_client_id_uq');
        await copyRow(db, 'pioneer_reports', { kind: 'progress' }, {});
      },
    ],
    [
      'I5',
      'a report that was changed',
      /was changed, it has version 2$/,
      (db) => changeFirst(db, 'pioneer_reports', { kind: 'progress' }, { version: 2 }),
    ],
    [
      'I5',
      'a report that moved no claim',
      /has \d+ report\(s\), its history says \d+$/,
      (db) => deleteFirst(db, EVENTS, { type: 'claim.reported' }),
    ],
    [
      'I6',
      'a command that nobody knows',
      /claim\.danced is no transition$/,
      (db) => changeEvent(db, 'claim.reported', { type: 'claim.danced' }),
    ],
    [
      'I6',
      'a command that led elsewhere',
      /claim\.submitted led to closed, not to submitted$/,
      (db) => changeEvent(db, 'claim.submitted', { changes: '{"state":"closed"}' }),
    ],
    [
      'I6',
      'a claim that was accepted without being submitted',
      /claim\.(?:accepted|passedOn|returned) from (?:active|returned)$/,
      (db) => changeEvent(db, 'claim.submitted', { type: 'claim.reported', changes: '{}' }),
    ],
    [
      'I6',
      'a claim that was accepted by its claimant',
      /claim\.accepted was not given by evaluator/,
      async (db) => {
        const { lead_id: claimant, document_id: id } = await firstRow(db, CLAIM, {
          state: 'accepted',
        });
        await db(EVENTS)
          .where({ type: 'claim.accepted', subject_id: id })
          .update({ actor_id: claimant });
      },
    ],
    [
      'I7',
      'two verdicts at one step',
      /two verdicts at one step$/,
      async (db) => {
        await dropUnique(db, 'pioneer_verdicts', 'pioneer_verdicts_claim_id_round_step_uq');
        await copyRow(db, 'pioneer_verdicts', { decision: 'accept' }, { decision: 'reject' });
      },
    ],
    [
      'I7',
      'a step that was left out',
      /a step was left out$/,
      (db) => deleteFirst(db, 'pioneer_verdicts', { step: 1, decision: 'accept' }),
    ],
    [
      'I7',
      'one evaluator who decided two steps',
      /was evaluated by somebody who worked on it$/,
      async (db) => {
        const first = await firstRow(db, 'pioneer_verdicts', { step: 1, decision: 'accept' });
        await db('pioneer_verdicts')
          .where({ claim_id: first.claim_id, step: 2 })
          .update({ evaluator_id: first.evaluator_id });
      },
    ],
    [
      'I7',
      'a round that began without a return',
      /\d returns, but it was returned \d times$/,
      (db) => deleteFirst(db, 'pioneer_verdicts', { decision: 'return' }),
    ],
    [
      'I7',
      'a verdict on own work',
      /was evaluated by somebody who worked on it$/,
      async (db) => {
        const claim = await firstRow(db, CLAIM, { state: 'accepted' });
        await db('pioneer_verdicts')
          .where({ claim_id: claim.document_id })
          .update({ evaluator_id: claim.lead_id });
      },
    ],
    [
      'I7',
      'a verdict that belongs to no round',
      /belongs to no round of it$/,
      (db) => changeFirst(db, 'pioneer_verdicts', {}, { round: 9 }),
    ],
    [
      'I7',
      'an accepted claim without a final verdict',
      /round 1: 0 return\(s\) and 0 final verdict\(s\)$/,
      async (db) => {
        const { document_id: id } = await firstRow(db, CLAIM, { state: 'accepted', round: 1 });
        await db('pioneer_verdicts').where({ claim_id: id }).delete();
      },
    ],
    [
      'I9',
      'a change that left no event',
      /^pioneer_claims .+: version 99, but \d+ event\(s\)$/,
      (db) => changeFirst(db, CLAIM, { state: 'accepted' }, { version: 99 }),
    ],
    [
      'I9',
      'an event of something that is no table',
      /^events tell of "weather", which is no table$/,
      (db) => copyRow(db, EVENTS, {}, { subject_type: 'weather' }),
    ],
    [
      'I9',
      'a value that was changed by hand',
      /^pioneer_claims .+: percent is 99, recorded was/,
      async (db) => {
        const { id } = await firstRow(db, CLAIM, { state: 'accepted' });
        await db(CLAIM).where({ id }).update({ percent: 99 });
      },
    ],
    [
      'I9',
      'a text that was changed by hand',
      /^pioneer_reports .+: text is "something else"/,
      async (db) => {
        const { id } = await firstRow(db, 'pioneer_reports', { kind: 'submission' });
        await db('pioneer_reports').where({ id }).update({ text: 'something else' });
      },
    ],
    [
      'I9',
      'a row without history',
      /^pioneer_organisations .+: nothing is recorded of it$/,
      (db) => copyRow(db, 'pioneer_organisations', {}, { code: 'from-nowhere' }),
    ],
    [
      'I9',
      'a history without row',
      /^pioneer_memberships .+: its history and the row disagree about its end$/,
      (db) => deleteFirst(db, 'pioneer_memberships', {}),
    ],
    [
      'I10',
      'an event that was written before the one before it',
      /version 2 was written before the one before it$/,
      async (db) => {
        const { id } = await firstRow(db, EVENTS, { subject_type: 'claim', subject_version: 2 });
        await db(EVENTS).where({ id }).update({ id: -1 });
      },
    ],
    [
      'I10',
      'an event that is missing in between',
      /version \d+ is missing$/,
      (db) => deleteFirst(db, EVENTS, { type: 'claim.submitted' }),
    ],
    [
      'I10',
      'an event that was rewritten',
      /^opening .+: the digest of version 1 is off$/,
      (db) => changeEvent(db, 'opening.opened', { digest: '0'.repeat(64) }),
    ],
    [
      'I21',
      'a photo that is not what was stored',
      /^evidence .+, stored was 0{64}$/,
      (db) => changeFirst(db, PHOTOS, {}, { sha_256: '0'.repeat(64) }),
    ],
    [
      'I21',
      'a photo whose content is gone',
      /has no content under nowhere$/,
      (db) => changeFirst(db, PHOTOS, {}, { file_key: 'nowhere' }),
    ],
    [
      'I21',
      'a content that belongs to no photo',
      /belongs to no evidence$/,
      (db) => deleteFirst(db, PHOTOS, {}),
    ],
  ];

async function deleteFirst(
  db: Knex,
  table: string,
  where: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { id } = await firstRow(db, table, where);
  await db(table).where({ id }).delete();
}

async function changeFirst(
  db: Knex,
  table: string,
  where: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { id } = await firstRow(db, table, where);
  await db(table).where({ id }).update(changes);
}

function changeEvent(db: Knex, type: string, changes: Readonly<Record<string, unknown>>) {
  return changeFirst(db, EVENTS, { type }, changes);
}

/** A claim that was withdrawn from an opening on which another one was accepted afterwards. */
async function withdrawnBeforeAccepted(db: Knex): Promise<string> {
  const found = await db(`${CLAIM} as first`)
    .join(`${CLAIM} as second`, 'second.opening_id', 'first.opening_id')
    .where({ 'first.state': 'withdrawn', 'second.state': 'accepted' })
    .first<{ id: string } | undefined>({ id: 'first.document_id' });
  if (found === undefined) throw new Error('no opening was taken over after a withdrawal');
  return found.id;
}
