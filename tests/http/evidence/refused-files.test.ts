import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { addEvidence, buildPdf, buildPhoto, evidenceRowsOf, fileOf } from '../../support/evidence';
import { codeOf, codeOfRefusal } from '../../support/http';
import { unknownId } from '../../support/names';
import { count } from '../../support/rows';
import { sharedServer } from '../../support/shared-server';
import { enterTown } from '../../support/town';
import { buildClaim, type Work } from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

describe('what is no photo and no PDF', () => {
  let work: Work;
  beforeAll(async () => {
    work = await buildClaim(town);
  });

  const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>';
  const GIF = 'R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
  const HEIC = 'AAAAGGZ0eXBoZWljAAAAAG1pZjFoZWlj';
  const cases: [string, () => Promise<Buffer> | Buffer, string][] = [
    ['nothing', () => Buffer.alloc(0), 'EVIDENCE_TYPE_REFUSED'],
    ['a page', () => Buffer.from('<html><script>1</script>'), 'EVIDENCE_TYPE_REFUSED'],
    ['a drawing that can run', () => Buffer.from(SVG), 'EVIDENCE_TYPE_REFUSED'],
    ['an animation', () => Buffer.from(GIF, 'base64'), 'EVIDENCE_TYPE_REFUSED'],
    // Nothing here reads it; phones give out JPEG where a page asks for that.
    ['a photo in HEIC', () => Buffer.from(HEIC, 'base64'), 'EVIDENCE_TYPE_REFUSED'],
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
      'a small file of 225 million pixels',
      () => buildPhoto({ width: 15_000, height: 15_000, type: 'png' }),
      'EVIDENCE_TOO_MANY_PIXELS',
    ],
    ['10 MB and a byte', () => Buffer.alloc(10 * 1024 * 1024 + 1), 'EVIDENCE_TOO_LARGE'],
    ['12 MB', () => Buffer.alloc(12 * 1024 * 1024), 'BODY_TOO_LARGE'],
  ];

  it.each(cases)('is refused by name: %s', async (_what, contentOfCase, code) => {
    const file = fileOf(await contentOfCase());
    const refused = addEvidence(work.claimant, work.claim.id, { file });

    expect(await codeOfRefusal(refused)).toBe(code);
    expect(await count(evidenceRowsOf(town, work.claim.id))).toBe(0);
  });

  it.each<[string, (form: FormData) => unknown]>([
    ['without a file', (form) => form.delete('file')],
    ['with two files', (form) => form.append('file', fileOf(buildPdf()))],
    [
      'with 20 files',
      (form) => Array.from({ length: 19 }, () => form.append('file', fileOf(buildPdf()))),
    ],
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
    expect(await count(evidenceRowsOf(town, work.claim.id))).toBe(0);
  });

  it('JSON is no upload', async () => {
    const path = `/api/pioneer/claims/${work.claim.id}/evidence`;
    const body = { clientId: randomUUID(), moment: 'after', file: 'x' };
    const { token } = work.claimant;
    expect(codeOf(await town.send({ method: 'POST', path, token, body }))).toBe('INPUT_INVALID');
  });

  it('a connection that ends in the middle leaves nothing, and nothing in the way', async () => {
    const { claimant, claim } = work;
    const file = fileOf(await buildPhoto());
    await cutInTheMiddle(`/api/pioneer/claims/${claim.id}/evidence`, claimant.token);

    await expect.poll(() => readdirSync(sharedServer().temporaryFolder)).toEqual([]);
    expect(await count(evidenceRowsOf(town, claim.id))).toBe(0);
    await addEvidence(claimant, claim.id, { file });
    expect(await count(evidenceRowsOf(town, claim.id))).toBe(1);
  });
});

/** Sends the beginning of a photo, until it lies on the disk, and goes. */
async function cutInTheMiddle(path: string, token: string): Promise<void> {
  const { hostname, port, host } = new URL(town.url);
  const socket = connect(Number(port), hostname);
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: ${host}`,
    `Authorization: Bearer ${token}`,
    'Content-Type: multipart/form-data; boundary=part',
    'Content-Length: 100000',
  ];
  const part = [
    'Content-Disposition: form-data; name="file"; filename="photo.jpg"',
    'Content-Type: image/jpeg',
  ];
  socket.write(
    `${head.join('\r\n')}\r\n\r\n--part\r\n${part.join('\r\n')}\r\n\r\n${'x'.repeat(50_000)}`,
  );
  await expect.poll(() => readdirSync(sharedServer().temporaryFolder)).toHaveLength(1);
  socket.destroy();
}
