import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import {
  addEvidence,
  buildPdf,
  buildPhoto,
  fetchContent,
  fileOf,
  pathOfContent,
} from '../../support/evidence';
import type { Member } from '../../support/people';
import { enterTown } from '../../support/town';
import { buildClaim, look } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

async function contentOf(member: Member, claimId: string, id: string): Promise<Buffer> {
  const answer = await fetchContent(town, member, { claimId, id });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

describe('a photo', () => {
  it('is listed with its claim and given to whoever may see the claim', async () => {
    const work = await buildClaim(town);
    const { claim, claimant, evaluator } = work;
    const added = await addEvidence(claimant, claim.id, { moment: 'before' });

    expect(added).toMatchObject({
      moment: 'before',
      reportId: null,
      name: '现场.jpg',
      mimeType: 'image/jpeg',
      width: 64,
      height: 48,
      by: { id: claimant.id },
    });
    expect((await look(work.claimant, work.claim.id)).evidence).toEqual([added]);
    for (const reader of [claimant, evaluator]) {
      const content = await contentOf(reader, claim.id, added.id);
      expect(content.length).toBe(added.size);
      expect(content.equals(await readFile(await pathOfContent(town, added.id)))).toBe(true);
    }
  });

  it('is sent as what it is, kept by no cache on the way and run by no browser', async () => {
    const { claim, claimant } = await buildClaim(town);
    const { id, sha256 } = await addEvidence(claimant, claim.id);
    const { headers } = await fetchContent(town, claimant, { claimId: claim.id, id });

    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'private, no-cache',
      'content-type': 'image/jpeg',
      'content-disposition': `inline; filename="??.jpg"; filename*=UTF-8''${encodeURIComponent('现场.jpg')}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      etag: `"${sha256}"`,
    });
    const again = await fetchContent(
      town,
      claimant,
      { claimId: claim.id, id },
      {
        'if-none-match': `"${sha256}"`,
        // Without it, fetch asks past all caches.
        'cache-control': 'max-age=0',
      },
    );
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('loses the place where it was taken, and everything else that the camera wrote', async () => {
    const { claim, claimant } = await buildClaim(town);
    const taken = await sharp(await buildPhoto({ width: 80, height: 40 }))
      .withExif({
        IFD0: { Make: 'Camera of somebody', ImageDescription: 'at home' },
        IFD3: { GPSLatitude: '23/1 6/1 0/1', GPSLatitudeRef: 'N' },
      })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect((await sharp(taken).metadata()).exif).toBeDefined();
    const added = await addEvidence(claimant, claim.id, { file: fileOf(taken) });

    const stored = await contentOf(claimant, claim.id, added.id);
    const { exif, iptc, xmp, orientation } = await sharp(stored).metadata();
    expect({ exif, iptc, xmp, orientation }).toEqual({});
    // Upright by itself, since nothing says any more how to turn it.
    expect([added.width, added.height]).toEqual([40, 80]);
  });

  it('loses what somebody hid behind it', async () => {
    const { claim, claimant } = await buildClaim(town);
    const script = '<script>alert(document.domain)</script>';
    const polyglot = Buffer.concat([await buildPhoto(), Buffer.from(script)]);
    const { id } = await addEvidence(claimant, claim.id, { file: fileOf(polyglot, 'x.html') });

    expect((await contentOf(claimant, claim.id, id)).includes('<script>')).toBe(false);
  });

  it('is stored at most 2048 pixels long, and as WebP when it came as PNG', async () => {
    const { claim, claimant } = await buildClaim(town);
    const png = await buildPhoto({ width: 3000, height: 1500, type: 'png' });
    const added = await addEvidence(claimant, claim.id, { file: fileOf(png, 'plan.png') });

    expect(added).toMatchObject({
      name: 'plan.webp',
      mimeType: 'image/webp',
      width: 2048,
      height: 1024,
    });
  });
});

describe('part of a content', () => {
  let at: { readonly claimId: string; readonly id: string };
  let claimant: Member;
  let whole: Buffer;
  let etag: string;
  beforeAll(async () => {
    const work = await buildClaim(town);
    claimant = work.claimant;
    const { id, sha256 } = await addEvidence(claimant, work.claim.id);
    at = { claimId: work.claim.id, id };
    etag = `"${sha256}"`;
    whole = await contentOf(claimant, at.claimId, id);
  });

  it.each<[string, (size: number) => [from: number, to: number]]>([
    ['bytes=0-9', () => [0, 9]],
    ['bytes=10-', (size) => [10, size - 1]],
    ['bytes=-7', (size) => [size - 7, size - 1]],
    ['bytes=5-999999', (size) => [5, size - 1]],
  ])('is sent alone when %s is asked for', async (range, expected) => {
    const answer = await fetchContent(town, claimant, at, { range });
    const [from, to] = expected(whole.length);

    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${to}/${whole.length}`);
    expect(answer.headers.get('content-length')).toBe(String(to - from + 1));
    const part = Buffer.from(await answer.arrayBuffer());
    expect(part.equals(whole.subarray(from, to + 1))).toBe(true);
  });

  it('that lies beyond the end is not there', async () => {
    const answer = await fetchContent(town, claimant, at, { range: 'bytes=999999-' });

    expect(answer.status).toBe(416);
    expect(answer.headers.get('content-range')).toBe(`bytes */${whole.length}`);
  });

  it.each(['bytes=0-1,4-5', 'lines=0-9', 'bytes=x-y', 'nonsense'])(
    'is everything when %s is asked for',
    async (range) => {
      const answer = await fetchContent(town, claimant, at, { range });

      expect(answer.status).toBe(200);
      expect(Buffer.from(await answer.arrayBuffer()).equals(whole)).toBe(true);
    },
  );

  it('is sent for the content that the reader has, and everything for another', async () => {
    const range = 'bytes=0-9';
    const same = await fetchContent(town, claimant, at, { range, 'if-range': etag });
    const other = await fetchContent(town, claimant, at, { range, 'if-range': '"other"' });

    expect([same.status, other.status]).toEqual([206, 200]);
  });
});

it('a PDF is stored as it is and given as a download', async () => {
  const { claim, claimant } = await buildClaim(town);
  const pdf = buildPdf();
  const file = fileOf(pdf, '签到表.html', 'text/html');
  const added = await addEvidence(claimant, claim.id, { file });
  expect(added).toMatchObject({ mimeType: 'application/pdf', name: '签到表.pdf', width: null });

  const answer = await fetchContent(town, claimant, { claimId: claim.id, id: added.id });
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; /);
  expect(Buffer.from(await answer.arrayBuffer()).equals(pdf)).toBe(true);
});

it('the record proves what was stored and holds no names of files', async () => {
  const { claim, claimant } = await buildClaim(town);
  const word = `河道${randomUUID().slice(0, 6)}`;
  const file = fileOf(await buildPhoto(), `${word}.jpg`);
  const { id, sha256 } = await addEvidence(claimant, claim.id, { file });
  const [event, ...more] = await town
    .rows('pioneer_events')
    .where({ subject_type: 'evidence', subject_id: id });

  expect(more).toEqual([]);
  expect(event).toMatchObject({ type: 'evidence.added', actor_id: claimant.id });
  expect(JSON.stringify(event)).toContain(sha256);
  expect(JSON.stringify(event)).not.toContain(word);
});
