import { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { ZipFile } from 'yazl';
import { originOf } from '../access-log/origin';
import { writeAccess } from '../access-log/write-access';
import type { EvidenceStore } from '../evidence/evidence-store';
import { evidenceStoreOf } from '../evidence/evidence-store-of';
import type { CallingMember } from '../shared/caller';
import { readSnapshot, transact } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { collectExport, type ExportedFile } from './collect-export';
import { useExport } from './request-export';

const READ_ME = `这是系统中保存的关于您的全部信息。data.json 是文字和数据，evidence 文件夹是您上传的佐证文件。
其他人只以身份（如“考评员”）出现，不出现姓名。

This is everything that is kept of you. data.json holds words and data, the folder evidence the files
that you uploaded. Others appear by what they are, such as "evaluator", and not by name.
`;

/**
 * Streams the copy of what is kept of a member, once. It is put together while it is sent: no other
 * copy lies anywhere, and memory stays bounded whatever the number of files.
 *
 * @throws DomainError NOT_FOUND, ACCESS_NOT_LOGGED
 */
export async function sendExport(
  strapi: Core.Strapi,
  ctx: Context,
  { member, secret }: { readonly member: CallingMember; readonly secret: string },
): Promise<void> {
  // Looking whether it is there must not use it up.
  if (ctx.method !== 'GET') throw new DomainError('NOT_FOUND');
  await transact(strapi, async (transaction) => {
    await useExport(transaction, member, secret);
    await writeAccess(strapi, transaction, {
      kind: 'export',
      actor: { kind: 'member', id: member.id },
      subject: { type: 'member', id: member.id },
      origin: originOf(ctx),
      isSuccess: true,
    });
  });
  const { data, files } = await readSnapshot(strapi, (reading) =>
    collectExport(strapi, reading, member.id),
  );
  const archive = new ZipFile();
  archive.addBuffer(Buffer.from(READ_ME), 'README.txt');
  archive.addBuffer(Buffer.from(`${JSON.stringify(data, null, 2)}\n`), 'data.json');
  const store = evidenceStoreOf(strapi);
  for (const file of files) addFile(archive, store, file);
  archive.end();
  // A content that cannot be read ends the answer early, so that nobody takes it for the whole.
  archive.on('error', (error: Error) => {
    strapi.log.error(`[pioneer] an export was cut short: ${String(error)}`);
    ctx.res.destroy();
  });
  ctx.status = 200;
  ctx.attachment('pioneer-export.zip');
  ctx.type = 'application/zip';
  ctx.body = archive.outputStream;
}

/** Opened when its turn comes, one after the other; photos do not get smaller. */
function addFile(
  archive: ZipFile,
  store: EvidenceStore,
  { path, fileKey, addedAt }: ExportedFile,
): void {
  const options = { mtime: new Date(addedAt), compress: false };
  archive.addReadStreamLazy(path, options, (give) => {
    store.read(fileKey).then(
      // What went meanwhile is empty.
      (content) => give(null, content ?? Readable.from([])),
      (error: unknown) => give(error, Readable.from([])),
    );
  });
}
