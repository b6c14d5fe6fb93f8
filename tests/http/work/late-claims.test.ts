import { codeOfRefusal } from '../../support/http';
import { buildMember } from '../../support/people';
import { enterQuietTown, type QuietTown } from '../../support/quiet-server';
import { buildClaim, buildOpening } from '../../support/work';

let town: QuietTown;
beforeAll(async () => {
  town = await enterQuietTown();
});
afterAll(() => town.leave());

/** The caller; the opening with the moment, a claim of the caller's own, and whether others are over. */
const LOOKS = 2;

it('whoever comes too late is told after two looks, and no transaction is begun', async () => {
  const opening = await buildOpening(town);
  const { id, termsId } = opening;
  await buildClaim(town, { opening });
  const { call } = await buildMember(town);
  const claim = () => codeOfRefusal(call('openings.claim', { params: { id }, body: { termsId } }));

  expect(await claim()).toBe('OPENING_FULL');
  expect(await town.countStatements(claim)).toBe(LOOKS);
});
