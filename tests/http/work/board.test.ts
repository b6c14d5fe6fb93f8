import { readBoard, type BoardQuery } from '../../support/board';
import { linkTo } from '../../support/content-manager';
import { codeOf, codeOfRefusal } from '../../support/http';
import { endLease } from '../../support/end-lease';
import { uniqueName } from '../../support/names';
import { buildMember, buildOrganisation } from '../../support/people';
import { copyRow } from '../../support/plant-breach';
import { enterTown } from '../../support/town';
import { buildClaim, buildDrive, buildOpening, withdraw } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

async function idsOf(query: BoardQuery, call = town.visitor): Promise<string[]> {
  return (await readBoard(call, query)).map(({ id }) => id);
}

async function buildOpenings(data: Record<string, unknown>, howMany: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < howMany; index += 1) {
    ids.push((await buildOpening(town, { data })).id);
  }
  return ids;
}

describe('the board', () => {
  it('shows the newest first, in pages that hold everything once', async () => {
    const category = uniqueName('category');
    const made = await buildOpenings({ category }, 5);

    expect(await idsOf({ category, limit: 2 })).toEqual(made.reverse());
  });

  it('goes on where a reader was, although something new came on top meanwhile', async () => {
    const category = uniqueName('category');
    const made = await buildOpenings({ category }, 3);
    const first = await town.visitor('openings.find', { query: { category, limit: 2 } });
    await buildOpenings({ category }, 1);
    const cursor = first.nextCursor ?? '';
    const second = await town.visitor('openings.find', { query: { category, limit: 2, cursor } });

    expect(second.data.map(({ id }) => id)).toEqual([made[0]]);
  });

  it('finds by drive, by category and by an organisation with all that is below it', async () => {
    const parent = await buildOrganisation(town);
    const child = await buildOrganisation(town, { parent });
    const drive = await buildDrive(town);
    const above = await buildOpening(town, { organisation: parent });
    const below = await buildOpening(town, { organisation: child, data: { drive: linkTo(drive) } });
    const queries: [BoardQuery, string[]][] = [
      [{ organisation: parent.id }, [below.id, above.id]],
      [{ organisation: child.id }, [below.id]],
      [{ drive }, [below.id]],
      [{ drive, organisation: parent.id }, [below.id]],
      [{ drive, category: uniqueName('none') }, []],
    ];

    for (const [query, expected] of queries) expect(await idsOf(query)).toEqual(expected);
  });

  it('shows a member what that member holds, and no longer once it is withdrawn', async () => {
    const work = await buildClaim(town);
    const mine = () => idsOf({ mine: 'true' }, work.claimant.call);

    expect(await mine()).toEqual([work.opening.id]);
    await withdraw(work);
    expect(await mine()).toEqual([]);
  });

  it('tells every reader whether to claim, or why not', async () => {
    const opening = await buildOpening(town, { data: { memberSlots: 1 } });
    const stranger = await buildMember(town);
    const look = async (call: typeof town.visitor) =>
      (await call('openings.findOne', { params: { id: opening.id } })).data;
    expect((await look(stranger.call)).claimRefusal).toBeNull();
    const { claim, claimant } = await buildClaim(town, { opening });

    expect(await look(claimant.call)).toMatchObject({
      myClaimId: claim.id,
      claimRefusal: { code: 'CLAIM_ALREADY_LIVE' },
    });
    expect(await look(stranger.call)).toMatchObject({
      myClaimId: null,
      claimRefusal: {
        code: 'OPENING_FULL',
        message: '名额已满（1 个已全部认领）。请看看其他任务。',
      },
    });
    expect((await look(town.visitor)).claimRefusal).toBeNull();
  });

  it('lets a representative claim as a person what the organisation holds', async () => {
    const data = { memberSlots: 1, organisationSlots: 1 };
    const opening = await buildOpening(town, { data });
    const cooperative = await buildOrganisation(town);
    const claimant = await buildMember(town, [['representative', cooperative]]);
    const { claim } = await buildClaim(town, { opening, claimant, forOrganisation: cooperative });
    const page = await claimant.call('openings.find', {
      query: { organisation: opening.organisation.id },
    });

    expect(page.data[0]).toMatchObject({ myClaimId: claim.id, claimRefusal: null });
  });

  it('gives back the slot of a claim whose lease has run out, before it tells', async () => {
    const opening = await buildOpening(town, { data: { memberSlots: 1 } });
    const { claim } = await buildClaim(town, { opening });
    await endLease(town, claim.id);
    const page = await town.visitor('openings.find', {
      query: { organisation: opening.organisation.id },
    });

    expect(page.data[0]).toMatchObject({ id: opening.id, taken: { member: 0 } });
  });

  it('keeps the deadlines of others beside a claim that cannot be settled', async () => {
    const opening = await buildOpening(town, { data: { memberSlots: 2 } });
    const stuck = (await buildClaim(town, { opening })).claim;
    const other = (await buildClaim(town, { opening })).claim;
    // Its next version is told already: whoever writes it hits what is unique.
    await copyRow(town.rows, 'pioneer_events', { subject_id: stuck.id }, { subject_version: 2 });
    for (const { id } of [stuck, other]) await endLease(town, id);
    const page = await town.visitor('openings.find', {
      query: { organisation: opening.organisation.id },
    });
    const stateOf = (id: string) =>
      town.rows('pioneer_claims').where({ document_id: id }).pluck('state');

    expect(page.data[0]).toMatchObject({ id: opening.id, taken: { member: 1 } });
    expect([await stateOf(stuck.id), await stateOf(other.id)]).toEqual([['active'], ['expired']]);
    // Or the server would go on trying as long as the tests last.
    await town
      .rows('pioneer_claims')
      .where({ document_id: stuck.id })
      .update({ lease_ends_at: null });
  });

  it('does not ask visitors what is theirs', async () => {
    expect(await codeOfRefusal(idsOf({ mine: 'true' }))).toBe('UNAUTHENTICATED');
  });

  it.each(['cursor=nonsense', 'cursor=WyJhIl0', 'limit=0', 'limit=101', 'limit=x', 'colour=red'])(
    'refuses %s by name',
    async (query) => {
      const answer = await town.send({ path: `/api/pioneer/openings?${query}` });

      expect([answer.status, codeOf(answer)]).toEqual([400, 'INPUT_INVALID']);
    },
  );
});
