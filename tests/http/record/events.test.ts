import { randomUUID } from 'node:crypto';
import { codeOf } from '../../support/http';
import { buildMember, buildOrganisation } from '../../support/people';
import { count, footprintOf, type Row } from '../../support/rows';
import { sharedServer } from '../../support/shared-server';
import { enterTown } from '../../support/town';
import {
  accept,
  acknowledge,
  buildClaim,
  buildOpening,
  giveBack,
  GOOD_SCORES,
  report,
  submit,
  withdraw,
  type Work,
} from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

const footprint = ({ claim, opening }: Work) =>
  footprintOf(town, { claimId: claim.id, openingId: opening.id });

async function lastOf(subjectId: string): Promise<Row> {
  const event = await town
    .rows('pioneer_events')
    .where({ subject_id: subjectId })
    .orderBy('subject_version', 'desc')
    .first<Row>();
  if (event === undefined) throw new Error(`no event of ${subjectId}`);
  return event;
}

function read(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}

describe('the record', () => {
  it('has one event for every row that a command changed, and none for a refused one', async () => {
    let work = await buildClaim(town);
    const { claimant, evaluator } = work;
    const events = async () => (await footprint(work)).events;
    const [claimAlone, claimAndEntry] = [1, 2];
    const steps: [what: string, give: () => Promise<Work['claim']>, written: number][] = [
      ['report', () => report(work), claimAndEntry],
      ['submit', () => submit(work), claimAndEntry],
      ['return', () => giveBack(work), claimAndEntry],
      ['acknowledge', () => acknowledge(work), claimAlone],
      ['submit', () => submit(work), claimAndEntry],
      ['accept', () => accept(work), claimAndEntry],
    ];
    for (const [what, give, written] of steps) {
      const before = await events();
      work = { ...work, claim: await give() };
      expect([what, (await events()) - before]).toEqual([what, written]);
    }

    const before = await footprint(work);
    const { id, version } = work.claim;
    for (const [command, body, token] of [
      ['withdraw', { version, reason: '太晚了' }, claimant.token],
      ['accept', { version, scores: GOOD_SCORES }, evaluator.token],
    ] as const) {
      const path = `/api/pioneer/claims/${id}/${command}`;
      const answer = await town.send({ method: 'POST', path, token, body });
      expect(codeOf(answer)).toBe('CLAIM_STATE_REFUSES');
    }
    expect(await footprint(work)).toEqual(before);
  });

  it('counts as many events of a row as its version says', async () => {
    const { claim } = await buildClaim(town, { state: 'accepted' });
    const row = await town
      .rows('pioneer_claims')
      .where({ document_id: claim.id })
      .first<Row>('version');

    expect(row?.version).toBe(claim.version);
    expect((await lastOf(claim.id)).subject_version).toBe(claim.version);
    expect(await count(town.rows('pioneer_events').where({ subject_id: claim.id }))).toBe(
      claim.version,
    );
  });

  it('has one event for a claim that was withdrawn', async () => {
    const work = await buildClaim(town);
    const before = await footprint(work);
    const claim = await withdraw(work);

    expect((await footprint(work)).events).toBe(before.events + 1);
    expect(await lastOf(claim.id)).toMatchObject({ type: 'claim.withdrawn' });
  });

  it('says who did what, which columns changed, and at which version', async () => {
    const work = await buildClaim(town);
    const { claim, claimant } = work;
    const after = await report(work, { percent: 35 });
    const event = await lastOf(claim.id);

    expect(event).toMatchObject({
      subject_type: 'claim',
      subject_version: after.version,
      type: 'claim.reported',
      actor_kind: 'member',
      actor_id: claimant.id,
    });
    expect(read(event.changes)).toEqual({ percent: 35, leaseEndsAt: after.leaseEndsAt });
    expect(event.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('names the administrator for what was imported, and the member who activated', async () => {
    const organisation = await buildOrganisation(town);
    const member = await buildMember(town, [['member', organisation]]);
    const { email } = sharedServer().taskAdministrator;
    const users = town.rows('admin_users').where({ email });
    const administrator = await users.first<Row>('document_id');

    expect(await lastOf(organisation.id)).toMatchObject({
      type: 'organisation.created',
      actor_kind: 'administrator',
      actor_id: administrator?.document_id,
    });
    expect(await lastOf(member.id)).toMatchObject({
      type: 'member.activated',
      actor_kind: 'member',
      actor_id: member.id,
    });
  });
});

describe('a command that fails at its very end', () => {
  it('leaves neither rows nor events when the verdict cannot be written', async () => {
    const work = await buildClaim(town, { state: 'submitted' });
    const { claim, evaluator } = work;
    // A verdict of this round and step that nobody gave: the real one violates what is unique. Such
    // a row can come from nowhere but SQL, so no refusal is written for it.
    await town.rows('pioneer_verdicts').insert({
      document_id: randomUUID().replaceAll('-', '').slice(0, 24),
      claim_id: claim.id,
      round: claim.round,
      step: claim.step,
      evaluator_id: evaluator.id,
      decision: 'return',
      reason: '',
      decided_at: new Date(),
    });
    const before = await footprint(work);
    const answer = await town.send({
      method: 'POST',
      path: `/api/pioneer/claims/${claim.id}/accept`,
      token: evaluator.token,
      body: { version: claim.version, scores: GOOD_SCORES },
    });

    expect([answer.status, codeOf(answer)]).toEqual([500, 'UNEXPECTED']);
    expect(await footprint(work)).toEqual(before);
    expect(before).toMatchObject({ verdicts: 1, evaluations: 0, claim: { state: 'submitted' } });
  });

  it('leaves one claim untouched when two reports come under one client id at once', async () => {
    const works = await Promise.all([buildClaim(town), buildClaim(town)]);
    const before = await Promise.all(works.map(footprint));
    const clientId = randomUUID();
    const answers = await Promise.all(
      works.map(({ claim, claimant }) =>
        town.send({
          method: 'POST',
          path: `/api/pioneer/claims/${claim.id}/report`,
          token: claimant.token,
          body: { version: claim.version, clientId, percent: 40, text: '进展顺利。' },
        }),
      ),
    );
    const lost = answers.findIndex(({ status }) => status !== 200);
    const after = await Promise.all(works.map(footprint));

    expect(answers.map(codeOf).sort()).toEqual(['200', 'REPORT_CLIENT_ID_TAKEN']);
    expect(after[lost]).toEqual(before[lost]);
    expect(after[1 - lost]).toMatchObject({
      reports: 1,
      events: (before[1 - lost]?.events ?? 0) + 2,
      claim: { percent: 40 },
    });
  });
});

describe('a client id', () => {
  const send = ({ claim, claimant }: Work, clientId: string, version = claim.version) =>
    town.send({
      method: 'POST',
      path: `/api/pioneer/claims/${claim.id}/report`,
      token: claimant.token,
      body: { version, clientId, percent: 40, text: '进展顺利。' },
    });

  it('lets a report that is sent again, with the version it had, arrive once', async () => {
    const work = await buildClaim(town);
    const clientId = randomUUID();
    expect(codeOf(await send(work, clientId))).toBe('200');
    const once = await footprint(work);

    expect(codeOf(await send(work, clientId))).toBe('200');
    expect(await footprint(work)).toEqual(once);
    expect(once).toMatchObject({ reports: 1 });
  });

  it('is refused for another text, and for a submission, which would be lost', async () => {
    const work = await buildClaim(town);
    const clientId = randomUUID();
    expect(codeOf(await send(work, clientId))).toBe('200');
    const before = await footprint(work);
    const { claim, claimant } = work;
    const entry = { version: claim.version + 1, clientId };
    for (const [command, body] of [
      ['report', { ...entry, percent: 40, text: '另一句话。' }],
      ['report', { ...entry, percent: 60, text: '进展顺利。' }],
      ['submit', { ...entry, text: '进展顺利。', selfCheck: GOOD_SCORES }],
    ] as const) {
      const path = `/api/pioneer/claims/${claim.id}/${command}`;
      const answer = await town.send({ method: 'POST', path, token: claimant.token, body });
      expect(codeOf(answer)).toBe('REPORT_CLIENT_ID_TAKEN');
    }
    expect(await footprint(work)).toEqual(before);
  });

  it('is refused for a report on another claim, which stays as it was', async () => {
    const [work, other] = [await buildClaim(town), await buildClaim(town)];
    const clientId = randomUUID();
    expect(codeOf(await send(work, clientId))).toBe('200');
    const before = await footprint(other);

    expect(codeOf(await send(other, clientId))).toBe('REPORT_CLIENT_ID_TAKEN');
    expect(await footprint(other)).toEqual(before);
  });
});

describe('what the record keeps of people', () => {
  it('is no name, no text, no number, no place', async () => {
    const name = (what: string) => `${what}${randomUUID().slice(0, 8)}`;
    const [latitude, longitude] = [22.84376515, 113.02418273];
    const texts = {
      title: name('清理河道'),
      summary: name('沿岸垃圾'),
      address: name('龙江路'),
      slug: name('river-'),
      organisation: name('河畔村'),
      renamed: name('林大满'),
      report: name('已清理一半'),
      reason: name('东侧仍有积水'),
      withdrawn: name('家中有事'),
    };
    const organisation = await buildOrganisation(town, { name: texts.organisation });
    const opening = await buildOpening(town, {
      organisation,
      data: {
        title: texts.title,
        summary: texts.summary,
        slug: texts.slug,
        memberSlots: 2,
        place: { address: texts.address, latitude, longitude },
      },
    });
    const work = await buildClaim(town, { opening });
    const { claimant, evaluator } = work;
    const rows = [{ number: claimant.number, name: texts.renamed, memberships: [] }];
    await town.administrator('members.import', { body: { rows } });
    const reported = await report(work, { text: texts.report });
    const submitted = await submit({ ...work, claim: reported });
    await evaluator.call('claims.return', {
      params: { id: submitted.id },
      body: { version: submitted.version, reason: texts.reason },
    });
    const other = await buildClaim(town, { opening, evaluator });
    await other.claimant.call('claims.withdraw', {
      params: { id: other.claim.id },
      body: { version: other.claim.version, reason: texts.withdrawn },
    });
    const personal = {
      ...texts,
      number: claimant.number,
      password: claimant.password,
      firstName: claimant.name,
      latitude: String(latitude),
      longitude: String(longitude),
    };

    const dump = JSON.stringify(await town.rows('pioneer_events').select());
    for (const [what, text] of Object.entries(personal)) {
      expect([what, dump.includes(text)]).toEqual([what, false]);
    }
    // The look would see them: it sees who did it, and the tables hold every text.
    expect(dump).toContain(claimant.id);
    const stored = JSON.stringify([
      await town.rows('pioneer_openings').where({ document_id: opening.id }),
      await town.rows('pioneer_organisations').where({ document_id: organisation.id }),
      await town.rows('pioneer_members').where({ document_id: claimant.id }),
      await town.rows('pioneer_reports').where({ claim_id: work.claim.id }),
      await town.rows('pioneer_verdicts').where({ claim_id: work.claim.id }),
      await town.rows('pioneer_claims').where({ opening_id: opening.id }),
    ]);
    for (const text of [...Object.values(texts), String(latitude), claimant.number]) {
      expect(stored).toContain(text);
    }
  });
});
