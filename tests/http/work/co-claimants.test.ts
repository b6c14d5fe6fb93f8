import { buildCooperative, expectCounters, type Cooperative } from '../../support/cooperative';
import { codeOfRefusal } from '../../support/http';
import { buildMembers, type Member } from '../../support/people';
import { enterTown } from '../../support/town';
import { look, report, submit, type Opening } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

let place: Cooperative;
beforeAll(async () => void (place = await buildCooperative(town)));

describe('co-claimants', () => {
  let representative: Member;
  beforeAll(async () => {
    [representative] = (await buildMembers(town, [
      [['representative', place.tree.cooperative]],
    ])) as [Member];
  });

  const claimFor = async (opening: Opening, coClaimantIds: string[]) =>
    representative.call('openings.claim', {
      params: { id: opening.id },
      body: { termsId: opening.termsId, organisationId: place.tree.cooperative.id, coClaimantIds },
    });

  it('share in the claim of their organisation: they see it, report and do not evaluate', async () => {
    const opening = await place.open({}, { organisationSlots: 1 });
    const [sharer] = (await buildMembers(town, [
      [
        ['member', place.tree.cooperative],
        ['evaluator', place.tree.cooperative],
      ],
    ])) as [Member];
    const { data } = await claimFor(opening, [sharer.id]);
    const detail = await look(sharer, data.id);
    expect(detail.coClaimants).toEqual([{ id: sharer.id, name: sharer.name }]);
    const { data: mine } = await sharer.call('claims.find', { query: { view: 'mine' } });
    expect(mine.map(({ id }) => id)).toContain(data.id);

    const reported = await report({ claim: data, claimant: sharer });
    const submitted = await submit({ claim: reported, claimant: representative });
    const verdict = sharer.call('claims.return', {
      params: { id: submitted.id },
      body: { version: submitted.version, reason: '再看看。' },
    });
    expect(await codeOfRefusal(verdict)).toBe('EVALUATION_OWN_WORK');
  });

  it('come from the organisation that claims', async () => {
    const opening = await place.open({}, { organisationSlots: 1 });
    const [outsider] = (await buildMembers(town, [[['member', place.tree.otherCooperative]]])) as [
      Member,
    ];
    expect(await codeOfRefusal(claimFor(opening, [outsider.id]))).toBe('CO_CLAIMANT_OUTSIDE');
    const alone = place.memberAt(0).call('openings.claim', {
      params: { id: opening.id },
      body: { termsId: opening.termsId, coClaimantIds: [place.memberAt(1).id] },
    });
    expect(await codeOfRefusal(alone)).toBe('CO_CLAIMANTS_NOT_TAKEN');
    await expectCounters(town, opening, [0, 0, 0]);
  });
});
