import type { Core } from '@strapi/strapi';
import { registerContentFields } from './content-fields/register-content-fields';
import { prepareContentManager } from './content-layout/prepare-content-manager';
import { noteDatabaseFailures } from './http/database-failure';
import { keepDocumentIds } from './http/keep-document-ids';
import { askNobodyForLicences } from './http/no-licence';
import { publishedOnly } from './http/published-only';
import { lookAtPublishedOnly } from './http/published-relations';
import { readBodies } from './http/read-bodies';
import { nameRequestsInLogs } from './http/request-id';
import { discardHalfOpened } from './startup/discard-half-opened';
import { drainBeforeDestroy } from './startup/drain';
import { expectFirstAdministrator } from './startup/first-administrator';
import { keepGrants } from './startup/keep-grants';
import { endTurn, waitForTurn } from './startup/one-at-a-time';
import { outliveFileLimit } from './startup/outlive-file-limit';
import { outliveRejections } from './startup/outlive-rejections';
import { refuseUnsafeConfiguration } from './startup/refuse-unsafe-configuration';
import { rememberAbilities } from './startup/remember-abilities';
import { speakPublicProtocol } from './startup/speak-public-protocol';

/** What the project does when Strapi starts, each piece in a file of its own. */
export default {
  /** Before the database is touched. */
  async register({ strapi }: { strapi: Core.Strapi }) {
    refuseUnsafeConfiguration(strapi.config);
    await waitForTurn(strapi);
    drainBeforeDestroy(strapi);
    outliveFileLimit();
    nameRequestsInLogs(strapi);
    readBodies(strapi);
    askNobodyForLicences(strapi);
    speakPublicProtocol(strapi);
    registerContentFields(strapi);
    strapi.server.api('content-api').use(publishedOnly);
  },

  /** When database, plugins and routes are there. */
  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    // What is restored brings its own settings; until it is there no server may start, so the turn stays.
    if (strapi.config.get('plugin::pioneer.isRestoring', false)) return;
    discardHalfOpened(strapi);
    noteDatabaseFailures(strapi);
    strapi.documents.use(keepDocumentIds(strapi) as never);
    strapi.documents.use(lookAtPublishedOnly(strapi) as never);
    rememberAbilities(strapi);
    await keepGrants(strapi);
    await prepareContentManager(strapi);
    await expectFirstAdministrator(strapi);
    await endTurn(strapi);
    outliveRejections(strapi);
  },

  /** Commands that only look at the application register it and never bootstrap. */
  async destroy({ strapi }: { strapi: Core.Strapi }) {
    await endTurn(strapi);
  },
};
