import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { copyRow, firstRow } from '../../support/plant-breach';
import type { Fixture } from './fixture';

/** A change behind the back of every rule; gives the id that verify must name. */
export interface Breach {
  readonly what: string;
  readonly table: string;
  readonly column: string;
  readonly plant: (db: Knex, town: Fixture) => Promise<string>;
}

const CLAIMS = 'pioneer_claims';
const EVENTS = 'pioneer_events';
const COUNTS = 'pioneer_opening_counts';
export const EVALUATIONS = 'evaluations';

/** Changes one column of one row and says which row that was. */
function change(
  table: string,
  column: string,
  value: unknown,
  where: (town: Fixture) => Readonly<Record<string, unknown>>,
): Breach['plant'] {
  return async (db, town) => {
    const row = await firstRow(db, table, where(town));
    const written = typeof value === 'object' ? JSON.stringify(value) : value;
    await db(table)
      .where({ id: row.id })
      .update({ [column]: written });
    return String(row.document_id);
  };
}

/** Retells an event of the row that fits; gives the event, which is what verify must name. */
function retell(
  table: string,
  told: Readonly<Record<string, unknown>>,
  where: (town: Fixture) => Readonly<Record<string, unknown>>,
): Breach['plant'] {
  return async (db, town) => {
    const subject = await firstRow(db, table, where(town));
    const event = await firstRow(db, EVENTS, {
      subject_id: subject.document_id,
      subject_version: subject.version,
    });
    await db(EVENTS).where({ id: event.id }).update(told);
    return String(event.document_id);
  };
}

function newId(): string {
  return randomUUID().replaceAll('-', '').slice(0, 24);
}

function ofClaim(name: keyof Fixture['claims'], key = 'claim_id') {
  return ({ claims }: Fixture) => ({ [key]: claims[name].claim.id });
}

export const BREACHES: readonly Breach[] = [
  {
    what: 'a claim in another state',
    table: CLAIMS,
    column: 'state',
    plant: change(CLAIMS, 'state', 'submitted', ofClaim('active', 'document_id')),
  },
  {
    what: 'a claim that got further than anybody reported',
    table: CLAIMS,
    column: 'percent',
    plant: change(CLAIMS, 'percent', 99, ofClaim('reported', 'document_id')),
  },
  {
    what: 'a claim of somebody else',
    table: CLAIMS,
    column: 'claimant_id',
    plant: change(CLAIMS, 'claimant_id', 'x'.repeat(24), ofClaim('submitted', 'document_id')),
  },
  {
    what: 'a better score',
    table: CLAIMS,
    column: 'score',
    plant: change(CLAIMS, 'score', 99, ofClaim('accepted', 'document_id')),
  },
  {
    what: 'a claim that nobody made',
    table: CLAIMS,
    column: 'document_id',
    plant: async (db, { claims }) => {
      const id = newId();
      const where = { document_id: claims.withdrawn.claim.id };
      await copyRow(db, CLAIMS, where, { document_id: id });
      return id;
    },
  },
  {
    what: 'a report in other words',
    table: 'pioneer_reports',
    column: 'text',
    plant: change('pioneer_reports', 'text', '从未写过。', ofClaim('reported')),
  },
  {
    what: 'a verdict for another reason',
    table: 'pioneer_verdicts',
    column: 'reason',
    plant: change('pioneer_verdicts', 'reason', '从未写过。', ofClaim('accepted')),
  },
  {
    what: 'a verdict that is gone',
    table: 'pioneer_verdicts',
    column: 'document_id',
    plant: async (db, { claims }) => {
      const claimId = claims.returned.claim.id;
      const row = await firstRow(db, 'pioneer_verdicts', { claim_id: claimId });
      await db('pioneer_verdicts').where({ id: row.id }).delete();
      return String(row.document_id);
    },
  },
  {
    what: 'an opening with another title',
    table: 'pioneer_openings',
    column: 'title',
    plant: async (db, { other }) => {
      const row = await firstRow(db, 'pioneer_openings', { document_id: other.id });
      const title = '另一个题目';
      // What a search looks into is brought along, or it would give the change away as well.
      const search_text = String(row.search_text).replace(String(row.title), title);
      await db('pioneer_openings').where({ id: row.id }).update({ title, search_text });
      return other.id;
    },
  },
  {
    what: 'an opening for an audience that its terms do not name',
    table: 'pioneer_openings',
    column: 'audience_hash',
    plant: change('pioneer_openings', 'audience_hash', 'f'.repeat(64), ({ other }) => ({
      document_id: other.id,
    })),
  },
  {
    what: 'a member who is kept out of an audience',
    table: 'pioneer_audience_members',
    column: 'fits',
    plant: async (db, { claims }) => {
      const { id } = claims.active.claimant;
      await db('pioneer_audience_members').where({ claimant_id: id }).update({ fits: false });
      return id;
    },
  },
  {
    what: 'an opening that is found by other words',
    table: 'pioneer_openings',
    column: 'search_text',
    plant: change('pioneer_openings', 'search_text', '别的字词', ({ opening }) => ({
      document_id: opening.id,
    })),
  },
  {
    what: 'a counter that counts one more',
    table: 'pioneer_openings',
    column: 'member_taken',
    plant: change('pioneer_openings', 'member_taken', 40, ({ opening }) => ({
      document_id: opening.id,
    })),
  },
  {
    what: 'a submission that is counted twice',
    table: COUNTS,
    column: 'submitted',
    plant: change(COUNTS, 'submitted', 40, ({ opening }) => ({ opening_id: opening.id })),
  },
  {
    what: 'an opening that was never counted',
    table: COUNTS,
    column: 'period',
    plant: async (db, { other }) => {
      await db(COUNTS).where({ opening_id: other.id }).delete();
      return other.id;
    },
  },
  {
    what: 'a month in which nothing happened',
    table: COUNTS,
    column: 'period',
    plant: async (db, { opening }) => {
      const id = newId();
      const where = { opening_id: opening.id };
      await copyRow(db, COUNTS, where, { document_id: id, period: '1999-12' });
      return id;
    },
  },
  {
    what: 'a membership of another role',
    table: 'pioneer_memberships',
    column: 'role',
    plant: change('pioneer_memberships', 'role', 'manager', ({ claims }) => ({
      member_id: claims.active.claimant.id,
    })),
  },
  {
    what: 'a member of another name',
    table: 'pioneer_members',
    column: 'name',
    plant: change('pioneer_members', 'name', '另一个人', ({ claims }) => ({
      document_id: claims.active.claimant.id,
    })),
  },
  {
    what: 'a member with a phone that is not the one that finds it',
    table: 'pioneer_members',
    column: 'phone_sealed',
    plant: change('pioneer_members', 'phone_sealed', 'somebody-elses', ({ claims }) => ({
      document_id: claims.accepted.claimant.id,
    })),
  },
  {
    what: 'a standard that weighs otherwise',
    table: 'pioneer_standards',
    column: 'criteria',
    plant: change(
      'pioneer_standards',
      'criteria',
      [{ key: 'cleanliness', label: { zh: '整洁' }, weight: 100 }],
      () => ({}),
    ),
  },
  {
    what: 'a standard that is easier to pass',
    table: 'pioneer_standards',
    column: 'pass_mark',
    plant: change('pioneer_standards', 'pass_mark', 1, ({ standard }) => ({
      document_id: standard,
    })),
  },
  {
    what: 'a workflow of a version that it never had',
    table: 'pioneer_workflows',
    column: 'version',
    plant: change('pioneer_workflows', 'version', 9, () => ({})),
  },
  {
    what: 'an organisation that is its own parent',
    table: 'pioneer_organisations',
    column: 'parent_id',
    plant: async (db, { alone }) => {
      const where = { document_id: alone };
      await db('pioneer_organisations').where(where).update({ parent_id: alone });
      return alone;
    },
  },
  {
    what: 'a village further from the town than it is',
    table: 'pioneer_organisation_closures',
    column: 'depth',
    plant: async (db, { village }) => {
      const where = { descendant_id: village, depth: 2 };
      await db('pioneer_organisation_closures').where(where).update({ depth: 5 });
      return village;
    },
  },
  {
    what: 'an event that tells something else',
    table: EVENTS,
    column: 'digest',
    plant: async (db, { claims }) => {
      const where = { subject_id: claims.begun.claim.id, subject_version: 1 };
      const { id, changes, document_id: eventId } = await firstRow(db, EVENTS, where);
      const told = typeof changes === 'string' ? (JSON.parse(changes) as object) : changes;
      const lie = JSON.stringify({ ...(told as object), percent: 80 });
      await db(EVENTS).where({ id }).update({ changes: lie });
      return String(eventId);
    },
  },
  {
    what: 'an event of another kind',
    table: EVENTS,
    column: 'digest',
    plant: retell('pioneer_reports', { type: 'report.sent' }, ofClaim('submitted')),
  },
  {
    what: 'an event by somebody else',
    table: EVENTS,
    column: 'digest',
    plant: retell('pioneer_verdicts', { actor_id: 'x'.repeat(24) }, ofClaim('rejected')),
  },
  {
    what: 'an event at another moment',
    table: EVENTS,
    column: 'digest',
    plant: retell('pioneer_reports', { at: new Date(0) }, ofClaim('accepted')),
  },
  {
    what: 'an event that says more',
    table: EVENTS,
    column: 'digest',
    plant: retell(CLAIMS, { payload: '{"score":100}' }, ofClaim('rejected', 'document_id')),
  },
  {
    what: 'an event of something that does not exist',
    table: EVENTS,
    column: 'subject_type',
    plant: async (db, { claims }) => {
      const id = newId();
      const where = { subject_id: claims.active.claim.id };
      await copyRow(db, EVENTS, where, { document_id: id, subject_type: 'dream' });
      return id;
    },
  },
  {
    what: 'an evaluation with a better score than the verdict',
    table: EVALUATIONS,
    column: 'score',
    plant: change(EVALUATIONS, 'score', 99, ofClaim('accepted')),
  },
  {
    what: 'an evaluation that no verdict made',
    table: EVALUATIONS,
    column: 'document_id',
    plant: async (db, { claims }) => {
      const id = newId();
      const where = { claim_id: claims.accepted.claim.id };
      await copyRow(db, EVALUATIONS, where, { document_id: id, claim_id: 'invented' });
      return id;
    },
  },
  {
    what: 'a report that is gone, with an event that says so',
    table: EVENTS,
    column: 'digest',
    plant: async (db, { claims }) => {
      const id = newId();
      const where = { claim_id: claims.worked.claim.id, kind: 'submission' };
      const report = await firstRow(db, 'pioneer_reports', where);
      await copyRow(
        db,
        EVENTS,
        { subject_id: report.document_id },
        {
          document_id: id,
          type: 'report.deleted',
          subject_version: 2,
        },
      );
      await db('pioneer_reports').where({ id: report.id }).delete();
      return id;
    },
  },
  {
    what: 'work that recurs by another rule',
    table: 'pioneer_recurrences',
    column: 'rule',
    plant: change('pioneer_recurrences', 'rule', 'FREQ=DAILY;INTERVAL=9', ({ recurrence }) => ({
      document_id: recurrence,
    })),
  },
  {
    what: 'a date that is due on another day',
    table: 'pioneer_due_dates',
    column: 'date',
    plant: change('pioneer_due_dates', 'date', '1999-12-31', ({ recurrence }) => ({
      recurrence_id: recurrence,
    })),
  },
  {
    what: 'an evaluation that is gone',
    table: EVALUATIONS,
    column: 'document_id',
    plant: async (db, { claims }) => {
      const where = { claim_id: claims.rejected.claim.id };
      const row = await firstRow(db, EVALUATIONS, where);
      await db(EVALUATIONS).where({ id: row.id }).delete();
      return String(row.document_id);
    },
  },
  {
    // Its submission is missing in what is counted, too; a breach above names that counter already.
    what: 'an event that is gone from the middle',
    table: EVENTS,
    column: 'subject_version',
    plant: async (db, { claims }) => {
      const { id } = claims.worked.claim;
      await db(EVENTS).where({ subject_id: id, subject_version: 2 }).delete();
      return id;
    },
  },
];
