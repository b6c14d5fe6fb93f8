/**
 * What `strapi export --no-encrypt` does, without compiling the project first, which others use
 * meanwhile: `node tests/support/export-town.mjs FILE`, where FILE has no ending.
 */

import { createRequire } from 'node:module';

// As modules, these packages do not find their own parts.
const require = createRequire(import.meta.url);
const { createStrapi } = require('@strapi/strapi');
const transfer = require('@strapi/data-transfer');

const [path] = process.argv.slice(2);
const { isIgnoredOfficialTransferType } = transfer.strapi;
const app = createStrapi({ appDir: process.cwd(), distDir: 'dist' });
app.log.level = 'error';
await app.load();
const source = transfer.strapi.providers.createLocalStrapiSourceProvider({ getStrapi: () => app });
const destination = transfer.file.providers.createLocalFileDestinationProvider({
  file: { path },
  encryption: { enabled: false },
  compression: { enabled: true },
});
const isOfStrapi = ({ type }) => isIgnoredOfficialTransferType(type);
const engine = transfer.engine.createTransferEngine(source, destination, {
  versionStrategy: 'ignore',
  schemaStrategy: 'ignore',
  transforms: {
    links: [{ filter: ({ left, right }) => !isOfStrapi(left) && !isOfStrapi(right) }],
    entities: [{ filter: (entity) => !isOfStrapi(entity) }],
  },
});
await engine.transfer();
process.exit(0);
