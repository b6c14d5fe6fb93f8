import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import sharp from 'sharp';
import type { EvidenceMoment, EvidenceView } from 'strapi-plugin-pioneer/contract';
import type { Member } from './people';
import type { Row } from './rows';
import type { Town } from './town';

/** A picture that no other test has: equal contents would lie in the store once. */
export async function buildPhoto(
  options: {
    readonly width?: number;
    readonly height?: number;
    readonly type?: 'jpeg' | 'png';
  } = {},
): Promise<Buffer> {
  const { width = 64, height = 48, type = 'jpeg' } = options;
  const channel = () => Math.floor(Math.random() * 256);
  const background = { r: channel(), g: channel(), b: channel() };
  return sharp({ create: { width, height, channels: 3, background } })
    .toFormat(type)
    .toBuffer();
}

/** The smallest document that is one, told from others by what it says. */
export function buildPdf(words: string = randomUUID()): Buffer {
  return Buffer.from(
    `%PDF-1.4\n% ${words}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`,
  );
}

export function fileOf(content: Buffer, name = '现场.jpg', type = 'image/jpeg'): File {
  return new File([new Uint8Array(content)], name, { type });
}

/** Uploads a file to a claim, a new photo unless one is given. */
export async function addEvidence(
  member: Member,
  claimId: string,
  options: {
    readonly moment?: EvidenceMoment;
    readonly clientId?: string;
    readonly file?: File;
    readonly beforeId?: string;
  } = {},
): Promise<EvidenceView> {
  const { moment = 'after', clientId = randomUUID(), beforeId } = options;
  const file = options.file ?? fileOf(await buildPhoto());
  const body = { clientId, moment, ...(beforeId !== undefined && { beforeId }) };
  return (await member.call('claims.addEvidence', { params: { id: claimId }, body, file })).data;
}

/** Where the server of the town keeps the content of a piece of evidence. */
export async function pathOfContent(town: Town, evidenceId: string): Promise<string> {
  const [key = ''] = await town
    .rows('pioneer_evidence_files')
    .where({ document_id: evidenceId })
    .pluck<string[]>('file_key');
  return pathOfKey(town, key);
}

/** Where it keeps what has this key. */
export function pathOfKey({ evidenceFolder }: Town, key: string): string {
  return join(evidenceFolder, key.slice(0, 2), key);
}

/** The content as somebody gets it, with what the answer says of it. */
export function fetchContent(
  town: Town,
  member: Member | null,
  evidence: { readonly claimId: string; readonly id: string },
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${town.url}/api/pioneer/claims/${evidence.claimId}/evidence/${evidence.id}`, {
    headers: { ...(member && { authorization: `Bearer ${member.token}` }), ...headers },
  });
}

/** The rows that a claim has of evidence. */
export function evidenceRowsOf(town: Town, claimId: string) {
  return town.rows<Row>('pioneer_evidence_files').where({ claim_id: claimId });
}
