import type { Core } from '@strapi/strapi';
import { startsLikeGzip } from './read-archive';
import { BackupRefusal } from './refusal';

/**
 * Has Strapi take in all rows and settings of an export, in the transaction that is running: its own
 * joins that one. Files are not its business here, because it would delete those that are there.
 *
 * Throws BackupRefusal when Strapi does not take it.
 */
export async function importExport(strapi: Core.Strapi, file: string): Promise<void> {
  // Only here: no server ever needs it.
  const { engine, file: files, strapi: local } = await import('@strapi/data-transfer');
  const isLeftOut = local.isIgnoredOfficialTransferType;
  const source = files.providers.createLocalFileSourceProvider({
    file: { path: file },
    compression: { enabled: await startsLikeGzip(file) },
    encryption: { enabled: false },
  });
  const destination = local.providers.createLocalStrapiDestinationProvider({
    getStrapi: () => strapi,
    autoDestroy: false,
    strategy: 'restore',
    restore: {
      entities: { exclude: Object.keys(strapi.contentTypes).filter(isLeftOut) },
      assets: false,
      configuration: { webhook: true, coreStore: true },
    },
  });
  const transfer = engine.createTransferEngine(source, destination, {
    versionStrategy: 'ignore',
    schemaStrategy: 'strict',
    exclude: ['files'],
    transforms: {
      links: [{ filter: ({ left, right }) => !isLeftOut(left.type) && !isLeftOut(right.type) }],
      entities: [{ filter: ({ type }) => !isLeftOut(type) }],
    },
  });
  try {
    await transfer.transfer();
  } catch (error) {
    const problem = (error as Error).message.replaceAll('\n', ' ');
    throw new BackupRefusal('EXPORT_UNREADABLE', { problem }, { cause: error });
  }
}
