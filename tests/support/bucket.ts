import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import { runFolder } from './run-folder';

/** A server that speaks S3, with its buckets in a folder of its own. */
export interface BucketServer {
  /** What a server of ours is told to keep evidence in this bucket. */
  envFor(bucket: string): NodeJS.ProcessEnv;
  /** Keys of the contents of evidence in it. */
  keysIn(bucket: string): string[];
  /** Takes a content away behind everybody's back. */
  lose(bucket: string, key: string): void;
  /** Nobody reaches it any more; what it holds stays. */
  close(): Promise<void>;
  remove(): Promise<void>;
}

/** How it names what it keeps of an object beside its content. */
const CONTENT = '._S3rver_object';

export async function startBucketServer(...buckets: string[]): Promise<BucketServer> {
  const directory = mkdtempSync(join(runFolder(), 'buckets-'));
  const s3 = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    // It forgets the slash after a bucket's name when it checks how a listing was signed.
    allowMismatchedSignatures: true,
    directory,
    configureBuckets: buckets.map((name) => ({ name })),
  });
  const { port } = await s3.run();
  const folderOf = (bucket: string) => join(directory, bucket, 'evidence');
  return {
    envFor: (bucket) => ({
      // Nothing may come to be there.
      EVIDENCE_FOLDER: join(directory, 'unused'),
      EVIDENCE_S3_BUCKET: bucket,
      EVIDENCE_S3_ENDPOINT: `http://127.0.0.1:${port}`,
      // Those of the S3 server.
      EVIDENCE_S3_ACCESS_KEY_ID: 'S3RVER',
      EVIDENCE_S3_SECRET_ACCESS_KEY: 'S3RVER',
    }),
    keysIn: (bucket) =>
      existsSync(folderOf(bucket))
        ? readdirSync(folderOf(bucket))
            .filter((name) => name.endsWith(CONTENT))
            .map((name) => name.replace(CONTENT, ''))
        : [],
    lose: (bucket, key) => rmSync(join(folderOf(bucket), key + CONTENT)),
    close: () => s3.close(),
    async remove() {
      // A test may have closed it already.
      await s3.close().catch(() => undefined);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
