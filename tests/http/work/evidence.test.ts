import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { linkTo, STANDARD } from '../../support/content-manager';
import { endLease } from '../../support/end-lease';
import { addEvidence, buildPdf, buildPhoto, fileOf } from '../../support/evidence';
import { codeOf, codeOfRefusal, refusalOf } from '../../support/http';
import { unknownId } from '../../support/names';
import { buildMember, type Member } from '../../support/people';
import { count, footprintOf } from '../../support/rows';
import { sharedServer } from '../../support/shared-server';
import { enterTown } from '../../support/town';
import {
  acknowledge,
  buildClaim,
  buildOpening,
  buildStandard,
  giveBack,
  GOOD_SCORES,
  submit,
  type Work,
} from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

const { evidenceFolder } = sharedServer();
const pathOf = (sha256: string) => join(evidenceFolder, sha256.slice(0, 2), sha256);

/** The content as somebody gets it, with what the answer says of it. */
function fetchContent(
  member: Member | null,
  claimId: string,
  evidenceId: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${town.url}/api/pioneer/claims/${claimId}/evidence/${evidenceId}`, {
    headers: { ...(member && { authorization: `Bearer ${member.token}` }), ...headers },
  });
}

async function contentOf(member: Member, claimId: string, evidenceId: string): Promise<Buffer> {
  const answer = await fetchContent(member, claimId, evidenceId);
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

async function detailOf({ claim, claimant }: Work) {
  return (await claimant.call('claims.findOne', { params: { id: claim.id } })).data;
}

const rowsOf = (claimId: string) =>
  town.rows('pioneer_evidence_files').where({ claim_id: claimId });

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
    expect((await detailOf(work)).evidence).toEqual([added]);
    for (const reader of [claimant, evaluator]) {
      const content = await contentOf(reader, claim.id, added.id);
      expect(content.length).toBe(added.size);
      expect(content.equals(await readFile(pathOf(added.sha256)))).toBe(true);
    }
  });

  it('is sent as what it is, kept by no cache on the way and run by no browser', async () => {
    const { claim, claimant } = await buildClaim(town);
    const { id, sha256 } = await addEvidence(claimant, claim.id);
    const { headers } = await fetchContent(claimant, claim.id, id);

    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'private, no-cache',
      'content-type': 'image/jpeg',
      'content-disposition': `inline; filename="??.jpg"; filename*=UTF-8''${encodeURIComponent('现场.jpg')}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      etag: `"${sha256}"`,
    });
    const again = await fetchContent(claimant, claim.id, id, {
      'if-none-match': `"${sha256}"`,
      // Without it, fetch asks past all caches.
      'cache-control': 'max-age=0',
    });
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

it('a PDF is stored as it is and given as a download', async () => {
  const { claim, claimant } = await buildClaim(town);
  const pdf = buildPdf();
  const file = fileOf(pdf, '签到表.html', 'text/html');
  const added = await addEvidence(claimant, claim.id, { file });
  expect(added).toMatchObject({ mimeType: 'application/pdf', name: '签到表.pdf', width: null });

  const answer = await fetchContent(claimant, claim.id, added.id);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; /);
  expect(Buffer.from(await answer.arrayBuffer()).equals(pdf)).toBe(true);
});

describe('what is no photo and no PDF', () => {
  let work: Work;
  beforeAll(async () => {
    work = await buildClaim(town);
  });

  const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>';
  const GIF = 'R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
  const cases: [string, () => Promise<Buffer> | Buffer, string][] = [
    ['nothing', () => Buffer.alloc(0), 'EVIDENCE_TYPE_REFUSED'],
    ['a page', () => Buffer.from('<html><script>1</script>'), 'EVIDENCE_TYPE_REFUSED'],
    ['a drawing that can run', () => Buffer.from(SVG), 'EVIDENCE_TYPE_REFUSED'],
    ['an animation', () => Buffer.from(GIF, 'base64'), 'EVIDENCE_TYPE_REFUSED'],
    ['a page before a PDF', () => Buffer.from(`<html>${buildPdf()}`), 'EVIDENCE_TYPE_REFUSED'],
    [
      'half a photo',
      async () => (await buildPhoto({ width: 600, height: 600 })).subarray(0, 900),
      'EVIDENCE_UNREADABLE',
    ],
    [
      'the beginning of a photo and then noise',
      async () => Buffer.concat([(await buildPhoto()).subarray(0, 24), Buffer.alloc(500, 7)]),
      'EVIDENCE_UNREADABLE',
    ],
    [
      'a small file of 42 million pixels',
      () => buildPhoto({ width: 7000, height: 6000, type: 'png' }),
      'EVIDENCE_TOO_MANY_PIXELS',
    ],
    ['15 MB and a byte', () => Buffer.alloc(15 * 1024 * 1024 + 1), 'EVIDENCE_TOO_LARGE'],
    ['17 MB', () => Buffer.alloc(17 * 1024 * 1024), 'BODY_TOO_LARGE'],
  ];

  it.each(cases)('is refused by name: %s', async (_what, contentOfCase, code) => {
    const file = fileOf(await contentOfCase());
    const refused = addEvidence(work.claimant, work.claim.id, { file });

    expect(await codeOfRefusal(refused)).toBe(code);
    expect(await count(rowsOf(work.claim.id))).toBe(0);
  });

  it.each<[string, (form: FormData) => void]>([
    ['without a file', (form) => form.delete('file')],
    ['with two files', (form) => form.append('file', fileOf(buildPdf()))],
    ['with a file in a part that nobody knows', (form) => form.append('more', fileOf(buildPdf()))],
    ['without a client id', (form) => form.delete('clientId')],
    ['with a moment that there is not', (form) => form.set('moment', 'never')],
    ['with a field that nobody knows', (form) => form.set('reportId', unknownId())],
  ])('a form %s is refused', async (_what, spoil) => {
    const form = new FormData();
    form.set('clientId', randomUUID());
    form.set('moment', 'after');
    form.set('file', fileOf(await buildPhoto()));
    spoil(form);
    const answer = await fetch(`${town.url}/api/pioneer/claims/${work.claim.id}/evidence`, {
      method: 'POST',
      headers: { authorization: `Bearer ${work.claimant.token}` },
      body: form,
    });
    const { error } = (await answer.json()) as { error: { details: { code: string } } };

    expect([answer.status, error.details.code]).toEqual([400, 'INPUT_INVALID']);
    expect(await count(rowsOf(work.claim.id))).toBe(0);
  });

  it('JSON is no upload', async () => {
    const path = `/api/pioneer/claims/${work.claim.id}/evidence`;
    const body = { clientId: randomUUID(), moment: 'after', file: 'x' };
    const { token } = work.claimant;
    expect(codeOf(await town.send({ method: 'POST', path, token, body }))).toBe('INPUT_INVALID');
  });
});

describe('who may', () => {
  it('neither a stranger nor a visitor gets content, or learns that there is any', async () => {
    const { claim, claimant } = await buildClaim(town);
    const other = await buildClaim(town);
    const { id } = await addEvidence(claimant, claim.id);
    const stranger = await buildMember(town);
    const statuses = async (evidenceId: string) => [
      (await fetchContent(stranger, claim.id, evidenceId)).status,
      (await fetchContent(null, claim.id, evidenceId)).status,
      // Through a claim that is theirs.
      (await fetchContent(other.claimant, other.claim.id, evidenceId)).status,
    ];

    expect(await statuses(id)).toEqual([404, 401, 404]);
    expect(await statuses(unknownId())).toEqual([404, 401, 404]);
  });

  it('no address of static files leads to it', async () => {
    const { claim, claimant } = await buildClaim(town);
    const { sha256 } = await addEvidence(claimant, claim.id);
    expect(existsSync(pathOf(sha256))).toBe(true);
    const place = `${sha256.slice(0, 2)}/${sha256}`;
    for (const path of [`/uploads/${place}`, `/evidence/${place}`, `/.data/evidence/${place}`]) {
      expect((await fetch(town.url + path)).status).toBe(404);
    }
    expect(await count(town.rows('files').where('hash', sha256))).toBe(0);
  });

  it('add: the claimant alone, while the lease runs and the work goes on', async () => {
    const work = await buildClaim(town);
    const { claim, claimant, evaluator } = work;
    const stranger = await buildMember(town);

    expect(await codeOfRefusal(addEvidence(stranger, claim.id))).toBe('NOT_FOUND');
    expect(await codeOfRefusal(addEvidence(evaluator, claim.id))).toBe('CLAIM_NOT_YOURS');
    const submitted = await submit(work);
    expect(await codeOfRefusal(addEvidence(claimant, claim.id))).toBe('CLAIM_STATE_REFUSES');
    await giveBack({ ...work, claim: submitted });
    await addEvidence(claimant, claim.id);
    expect(await count(rowsOf(claim.id))).toBe(1);
  });

  it('nobody, once the lease has ended', async () => {
    const { claim, claimant } = await buildClaim(town, { opening: await buildOpening(town) });
    await endLease(town, claim.id);
    // The sweep may come first.
    expect(['CLAIM_LEASE_ENDED', 'CLAIM_STATE_REFUSES']).toContain(
      await codeOfRefusal(addEvidence(claimant, claim.id)),
    );
    expect(await count(rowsOf(claim.id))).toBe(0);
  });
});

describe('a photo that is sent twice', () => {
  it('arrives once and is answered as it was, also after the work was submitted', async () => {
    const work = await buildClaim(town);
    const { claim, claimant } = work;
    const sent = { clientId: randomUUID(), file: fileOf(await buildPhoto()) };
    const first = await addEvidence(claimant, claim.id, sent);
    expect(await addEvidence(claimant, claim.id, sent)).toEqual(first);
    await submit(work);
    expect(await addEvidence(claimant, claim.id, sent)).toEqual(first);

    expect(await count(rowsOf(claim.id))).toBe(1);
  });

  it('arrives once when it is sent five times at once', async () => {
    const { claim, claimant } = await buildClaim(town);
    const sent = { clientId: randomUUID(), file: fileOf(await buildPhoto()) };
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() => addEvidence(claimant, claim.id, sent)),
    );

    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await count(rowsOf(claim.id))).toBe(1);
  });

  it('is not taken for another one under its client id', async () => {
    const { claim, claimant, opening } = await buildClaim(town);
    const clientId = randomUUID();
    const file = fileOf(await buildPhoto());
    await addEvidence(claimant, claim.id, { clientId, file });
    const other = await buildClaim(town);
    const before = await footprintOf(town, { claimId: claim.id, openingId: opening.id });
    const refused = [
      () => addEvidence(claimant, claim.id, { clientId, file: fileOf(buildPdf()) }),
      () => addEvidence(claimant, claim.id, { clientId, file, moment: 'before' }),
      () => addEvidence(other.claimant, other.claim.id, { clientId, file }),
    ];

    for (const add of refused) expect(await codeOfRefusal(add())).toBe('EVIDENCE_CLIENT_ID_TAKEN');
    expect(await footprintOf(town, { claimId: claim.id, openingId: opening.id })).toEqual(before);
  });
});

describe('a report', () => {
  const body = (version: number, evidenceIds: string[]) => ({
    version,
    clientId: randomUUID(),
    percent: 50,
    text: '已清理一半。',
    evidenceIds,
  });

  it('shows the evidence that it names, and no other report shows it', async () => {
    const work = await buildClaim(town);
    const { claimant, claim } = work;
    const params = { id: claim.id };
    const [first, second] = [
      await addEvidence(claimant, claim.id),
      await addEvidence(claimant, claim.id),
    ];
    const sent = body(1, [second.id, first.id]);
    await claimant.call('claims.report', { params, body: sent });
    // Sent again, it is the same report.
    await claimant.call('claims.report', { params, body: sent });
    const { reports, evidence } = await detailOf(work);
    expect(reports.map(({ evidenceIds }) => evidenceIds)).toEqual([[first.id, second.id]]);
    expect(evidence.map(({ reportId }) => reportId)).toEqual([reports[0]?.id, reports[0]?.id]);

    const again = claimant.call('claims.report', { params, body: body(2, [first.id]) });
    expect(await refusalOf(again)).toMatchObject({
      code: 'EVIDENCE_USED',
      details: { id: first.id },
    });
    const fewer = claimant.call('claims.report', {
      params,
      body: { ...sent, evidenceIds: [first.id] },
    });
    expect(await codeOfRefusal(fewer)).toBe('REPORT_CLIENT_ID_TAKEN');
  });

  it('cannot show the evidence of another claim, and nothing is half done', async () => {
    const [work, other] = [await buildClaim(town), await buildClaim(town)];
    const own = await addEvidence(work.claimant, work.claim.id);
    const foreign = await addEvidence(other.claimant, other.claim.id);
    const place = { claimId: work.claim.id, openingId: work.opening.id };
    const before = await footprintOf(town, place);
    const call = work.claimant.call('claims.report', {
      params: { id: work.claim.id },
      body: body(1, [own.id, foreign.id]),
    });

    expect(await codeOfRefusal(call)).toBe('EVIDENCE_UNKNOWN');
    expect(await footprintOf(town, place)).toEqual(before);
    expect((await detailOf(work)).evidence).toEqual([own]);
  });
});

describe('a standard that asks for evidence', () => {
  async function buildAsked(): Promise<Work> {
    const standard = linkTo(await buildStandard(town, { evidenceBefore: 1, evidenceAfter: 2 }));
    return buildClaim(town, { opening: await buildOpening(town, { data: { standard } }) });
  }

  function submitWith({ claim, claimant }: Work, evidenceIds: string[]) {
    const entry = { clientId: randomUUID(), text: '已全部完成。', selfCheck: GOOD_SCORES };
    return claimant.call('claims.submit', {
      params: { id: claim.id },
      body: { version: claim.version, ...entry, evidenceIds },
    });
  }

  it('is read with the terms', async () => {
    const { terms } = await detailOf(await buildAsked());
    expect(terms.evidence).toEqual({ before: 1, during: 0, after: 2 });
  });

  it('refuses a submission that shows less, by moment, and nothing is half done', async () => {
    const work = await buildAsked();
    const { claimant, claim } = work;
    const place = { claimId: claim.id, openingId: work.opening.id };
    const before = await addEvidence(claimant, claim.id, { moment: 'before' });
    const after = await addEvidence(claimant, claim.id, { moment: 'after' });
    const untouched = await footprintOf(town, place);

    // What was uploaded and is not shown does not count.
    expect(await refusalOf(submitWith(work, [after.id]))).toMatchObject({
      code: 'EVIDENCE_MISSING',
      status: 409,
      details: { moment: 'before', found: 0, expected: 1 },
    });
    expect(await refusalOf(submitWith(work, [before.id, after.id]))).toMatchObject({
      details: { moment: 'after', found: 1, expected: 2 },
    });
    expect(await footprintOf(town, place)).toEqual(untouched);
    expect((await detailOf(work)).evidence).toEqual([before, after]);
  });

  it('counts what all reports show, of earlier rounds too', async () => {
    let work = await buildAsked();
    const { claimant, claim } = work;
    const before = await addEvidence(claimant, claim.id, { moment: 'before' });
    const reported = await claimant.call('claims.report', {
      params: { id: claim.id },
      body: {
        version: 1,
        clientId: randomUUID(),
        percent: 20,
        text: '开工。',
        evidenceIds: [before.id],
      },
    });
    work = { ...work, claim: reported.data };
    const after = [
      (await addEvidence(claimant, claim.id)).id,
      (await addEvidence(claimant, claim.id)).id,
    ];
    work = { ...work, claim: (await submitWith(work, after)).data };
    work = { ...work, claim: await giveBack(work) };
    work = { ...work, claim: await acknowledge(work) };

    expect((await submitWith(work, [])).data).toMatchObject({ state: 'submitted', round: 2 });
  });

  it.each([21, -1])('cannot ask for %d pieces', async (evidenceDuring) => {
    const standard = await buildStandard(town);
    const answer = await town.content.update(STANDARD, standard, { evidenceDuring });
    expect(codeOf(answer)).toBe('STANDARD_EVIDENCE_OFF');
    expect(answer.body.error?.details.errors).toMatchObject([{ path: ['evidenceDuring'] }]);
  });
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
