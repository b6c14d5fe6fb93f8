import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import type { EvidenceStore, StoredFile } from './evidence-store';

/** Where an S3-compatible store is, and as whom we come. */
export interface S3Config {
  readonly bucket: string;
  /** Left out for Amazon's own. */
  readonly endpoint?: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Before every key, so that a bucket may hold other things too: `evidence/`. */
  readonly prefix: string;
}

/**
 * A store in a bucket of any S3-compatible service, which is addressed by path: nearly all of them
 * take that, and few have a name for each bucket. Only those who use it load the library.
 */
export function s3Store(config: S3Config): EvidenceStore {
  const { bucket: Bucket, prefix } = config;
  let opening: ReturnType<typeof open> | undefined;
  const opened = () => (opening ??= open(config));
  const placeOf = (key: string) => ({ Bucket, Key: `${prefix}${key}` });
  return {
    async keep(key, content) {
      const { client, s3 } = await opened();
      await client.send(new s3.PutObjectCommand({ ...placeOf(key), Body: content }));
    },
    async read(key, range) {
      const { client, s3 } = await opened();
      const Range = range === undefined ? undefined : `bytes=${range.start}-${range.end}`;
      try {
        const { Body } = await client.send(new s3.GetObjectCommand({ ...placeOf(key), Range }));
        return (Body as Readable | undefined) ?? null;
      } catch (error) {
        if (error instanceof s3.NoSuchKey) return null;
        throw error;
      }
    },
    async remove(key) {
      const { client, s3 } = await opened();
      await client.send(new s3.DeleteObjectCommand(placeOf(key)));
    },
    async *list(): AsyncGenerator<StoredFile> {
      const { client, s3 } = await opened();
      const pages = s3.paginateListObjectsV2({ client }, { Bucket, Prefix: prefix });
      for await (const { Contents = [] } of pages) {
        for (const { Key = '', Size = 0, LastModified } of Contents) {
          const writtenAt = LastModified?.getTime() ?? 0;
          yield { key: Key.slice(prefix.length), size: Size, writtenAt };
        }
      }
    },
  };
}

async function open({ endpoint, region, accessKeyId, secretAccessKey }: S3Config) {
  const s3 = await import('@aws-sdk/client-s3');
  const credentials = { accessKeyId, secretAccessKey };
  const place = endpoint === undefined ? {} : { endpoint, forcePathStyle: true };
  const client: S3Client = new s3.S3Client({ region, credentials, ...place });
  return { client, s3 };
}
