import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { EvidenceView } from 'strapi-plugin-pioneer/contract';
import { drawPhoto } from '../../../tools/photos/draw-photo';
import { addEvidence, buildPdf, fileOf } from '../../support/evidence';
import { enterTown } from '../../support/town';
import { buildClaim, look, type Work } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

const SIZE = { width: 1200, height: 900 };

/** Uploads files to a claim and shows them in one report. */
async function show(work: Work, contents: readonly Buffer[]): Promise<EvidenceView[]> {
  const { claimant, claim } = work;
  const added: EvidenceView[] = [];
  for (const content of contents) {
    added.push(await addEvidence(claimant, claim.id, { file: fileOf(content) }));
  }
  const evidenceIds = added.map(({ id }) => id);
  const { version } = await look(claimant, claim.id);
  await claimant.call('claims.report', {
    params: { id: claim.id },
    body: { version, clientId: randomUUID(), percent: 50, text: '已清理。', evidenceIds },
  });
  return added;
}

/** Where else the evidence of a claim is shown, as its evaluator sees it. */
async function reusesOf({ claim, evaluator }: Work): Promise<EvidenceView['reuses'][]> {
  return (await look(evaluator, claim.id)).evidence.map(({ reuses }) => reuses);
}

describe('a photo that another claim shows already', () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  let earlier: Work;
  let shown: EvidenceView;
  let original: Buffer;
  beforeAll(async () => {
    original = await drawPhoto(seed, {
      ...SIZE,
      place: { latitude: 23, longitude: 113 },
      takenAt: '2026:11:20 09:30:00',
    });
    earlier = await buildClaim(town);
    [shown] = (await show(earlier, [original])) as [EvidenceView];
  });

  it.each<[string, (photo: Buffer) => Promise<Buffer> | Buffer]>([
    ['as it is', (photo) => photo],
    ['without its metadata', (photo) => sharp(photo).png().toBuffer()],
    ['saved again at quality 70', (photo) => sharp(photo).jpeg({ quality: 70 }).toBuffer()],
    ['half as large', (photo) => sharp(photo).resize(600).jpeg().toBuffer()],
  ])('is known again %s, with where it was used', async (_how, copy) => {
    const work = await buildClaim(town);
    await addEvidence(work.claimant, work.claim.id, { file: fileOf(await copy(original)) });

    const { opening } = await look(earlier.claimant, earlier.claim.id);
    expect(await reusesOf(work)).toEqual([
      [
        {
          evidenceId: shown.id,
          claimId: earlier.claim.id,
          opening: { id: opening.id, title: opening.title },
          moment: 'after',
          addedAt: shown.addedAt,
        },
      ],
    ]);
  });

  it('is told of to evaluators alone', async () => {
    const work = await buildClaim(town);
    await addEvidence(work.claimant, work.claim.id, { file: fileOf(original) });

    expect(await reusesOf(work)).toMatchObject([[{ evidenceId: shown.id }]]);
    const { evidence } = await look(work.claimant, work.claim.id);
    expect(evidence.map(({ reuses }) => reuses)).toEqual([[]]);
  });

  it('is another photo when it was taken at the same place', async () => {
    const work = await buildClaim(town);
    const again = await drawPhoto(seed, { ...SIZE, moved: 0.08 });
    await addEvidence(work.claimant, work.claim.id, { file: fileOf(again) });

    expect(await reusesOf(work)).toEqual([[]]);
  });
});

it('a photo that one claim shows as before and as after is told of', async () => {
  const work = await buildClaim(town);
  const photo = await drawPhoto(Math.floor(Math.random() * 2 ** 31), SIZE);
  const [first, second] = await show(work, [photo, photo]);

  expect(await reusesOf(work)).toMatchObject([
    [{ evidenceId: second?.id }],
    [{ evidenceId: first?.id }],
  ]);
});

it('of a photo that many claims show, the newest are told', async () => {
  const file = fileOf(await drawPhoto(Math.floor(Math.random() * 2 ** 31), SIZE));
  const content = Buffer.from(await file.arrayBuffer());
  const shown: string[] = [];
  for (let times = 0; times < 10; times += 1) {
    const [piece] = await show(await buildClaim(town), [content]);
    shown.unshift(String(piece?.id));
  }
  const work = await buildClaim(town);
  await addEvidence(work.claimant, work.claim.id, { file });

  const [reuses = []] = await reusesOf(work);
  expect(reuses.map(({ evidenceId }) => evidenceId)).toEqual(shown.slice(0, 9));
});

it('what was uploaded and is shown nowhere is used nowhere', async () => {
  const [one, other] = [await buildClaim(town), await buildClaim(town)];
  const file = fileOf(await drawPhoto(Math.floor(Math.random() * 2 ** 31), SIZE));
  await addEvidence(one.claimant, one.claim.id, { file });
  await addEvidence(other.claimant, other.claim.id, { file });

  expect(await reusesOf(other)).toEqual([[]]);
});

it('a PDF is known again by its content', async () => {
  const [one, other] = [await buildClaim(town), await buildClaim(town)];
  const pdf = buildPdf();
  const [shown] = await show(one, [pdf]);
  await addEvidence(other.claimant, other.claim.id, { file: fileOf(pdf, '签到表.pdf') });

  expect(await reusesOf(other)).toMatchObject([[{ evidenceId: shown?.id }]]);
});

it('photos that show nothing are not taken for one another', async () => {
  const [one, other] = [await buildClaim(town), await buildClaim(town)];
  const night = (shade: number) =>
    sharp({ create: { ...SIZE, channels: 3, background: { r: shade, g: shade, b: shade } } })
      .jpeg()
      .toBuffer();
  await show(one, [await night(3)]);
  await addEvidence(other.claimant, other.claim.id, { file: fileOf(await night(4)) });

  expect(await reusesOf(other)).toEqual([[]]);
});
