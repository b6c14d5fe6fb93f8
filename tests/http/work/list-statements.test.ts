import type { CallOptions, ClaimView, OpeningView } from 'strapi-plugin-pioneer/contract';
import { linkTo, TASK } from '../../support/content-manager';
import { uniqueName } from '../../support/names';
import {
  buildMembers,
  buildOrganisation,
  type Member,
  type Organisation,
} from '../../support/people';
import { enterQuietTown, type QuietTown } from '../../support/quiet-server';
import { importSpots, spotRow } from '../../support/units';
import { buildWorkflow, submit, taskContent } from '../../support/work';

/** As many as a page can hold. */
const MANY = 100;
const FEW = 10;

let town: QuietTown;
let place: Organisation;
let claimant: Member;
let manager: Member;
let evaluator: Member;

beforeAll(async () => {
  town = await enterQuietTown();
  place = await buildOrganisation(town);
  [claimant, manager, evaluator] = (await buildMembers(town, [
    [['member', place]],
    [['manager', place]],
    [['evaluator', place]],
  ])) as [Member, Member, Member];
});
afterAll(() => town.leave());

/** The openings of a task with a hundred spots, for members of the place who have few claims. */
async function openMany(claimMode: string): Promise<OpeningView[]> {
  const category = uniqueName('category');
  await importSpots(
    town,
    Array.from({ length: MANY }, () => spotRow(place, category)),
  );
  const task = await taskContent(town, {
    organisation: place,
    data: {
      category,
      workflow: linkTo(await buildWorkflow(town, { claimMode })),
      unitKind: 'spot',
      unitCategory: category,
      audience: `"${place.code}" in member.organisations`,
      eligibility: 'claims.running < 1000',
    },
  });
  const id = await town.content.createPublished(TASK, task);
  await town.workOff();
  return (await claimant.call('openings.find', { query: { task: id, limit: MANY } })).data;
}

/** The claimant's claims on all of them. */
async function claimAll(openings: readonly OpeningView[]): Promise<ClaimView[]> {
  const claims: ClaimView[] = [];
  for (const { id, termsId } of openings) {
    const asked = { params: { id }, body: { termsId } };
    claims.push((await claimant.call('openings.claim', asked)).data);
  }
  return claims;
}

/** How many statements a page with few takes, and one with many. */
async function measure(
  read: (limit: number) => Promise<{ data: readonly unknown[] }>,
): Promise<{ few: number; many: number }> {
  const of = (limit: number) =>
    town.countStatements(async () => {
      expect((await read(limit)).data).toHaveLength(limit);
    });
  return { few: await of(FEW), many: await of(MANY) };
}

function board(query: NonNullable<CallOptions<'openings.find'>['query']>) {
  return measure((limit) => claimant.call('openings.find', { query: { ...query, limit } }));
}

function claims(reader: Member, query: NonNullable<CallOptions<'claims.find'>['query']>) {
  return measure((limit) => reader.call('claims.find', { query: { ...query, limit } }));
}

describe('a page of a hundred takes as many statements as one of ten', () => {
  it('of the board, of what is claimed there, and of what waits for a verdict', async () => {
    const openings = await openMany('open');
    const task = openings[0]?.task.id ?? '';
    const around = { near: '22.83,113.0', within: 5000, q: '河东村' };
    const all = [await board({ task }), await board({ task, unitKind: 'spot', ...around })];
    const claimed = await claimAll(openings);
    all.push(await board({ task, mine: 'true' }), await claims(claimant, { view: 'mine' }));
    for (const claim of claimed) await submit({ claim, claimant });
    all.push(await claims(evaluator, { view: 'to-evaluate' }));

    for (const { few, many } of all) expect(many).toBe(few);
    expect(all.every(({ few }) => few > 0)).toBe(true);
  });

  it('of what waits for a manager', async () => {
    await claimAll(await openMany('apply'));
    const { few, many } = await claims(manager, { view: 'to-decide' });

    expect(many).toBe(few);
    expect(few).toBeGreaterThan(0);
  });
});
