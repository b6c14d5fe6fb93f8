import type { Core } from '@strapi/strapi';
import type { EvidenceStore } from './evidence-store';
import { evidenceFolderOf, folderStore } from './folder-store';
import { s3Store, type S3Config } from './s3-store';

const stores = new WeakMap<Core.Strapi, EvidenceStore>();

/** The store of this server, the same on all nodes: a bucket where one is configured, else a folder. */
export function evidenceStoreOf(strapi: Core.Strapi): EvidenceStore {
  const known = stores.get(strapi);
  if (known !== undefined) return known;
  const s3 = strapi.config.get<S3Config | null>('plugin::pioneer.evidence.s3', null);
  const store = s3 === null ? folderStore(evidenceFolderOf(strapi)) : s3Store(s3);
  stores.set(strapi, store);
  return store;
}
