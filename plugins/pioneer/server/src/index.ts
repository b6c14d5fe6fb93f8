import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { PioneerServices } from '../../core/services';
import { contentApiRoutes, adminRoutes, controllersFrom } from './system/routes';
import { clockModel } from './shared/clock';
import { idempotencyModel } from './shared/idempotency';
import type { GovernedTable } from './shared/table';
import { accessLogActions } from './access-log/actions';
import { keepAddress } from './access-log/keep-address';
import { findUnguarded, protectAccessLog } from './access-log/protect-log';
import { accessLogModel } from './access-log/table';
import { watchPanel } from './access-log/watch-panel';
import { audienceTables } from './audience/tables';
import { refuseUnfinishedRestore } from './backup/recover-restore';
import { recover, restoreTown } from './backup/restore-town';
import { isRestoring } from './backup/restoring';
import { isUnfinished } from './backup/unfinished-restore';
import { writeBackup } from './backup/write-backup';
import { CUSTOM_FIELDS } from './custom-fields';
import { evidenceActions } from './evidence/actions';
import { evidenceTables } from './evidence/tables';
import { maskContentManager } from './masking/mask-content-manager';
import { maskCreators } from './masking/mask-creators';
import { peopleActions } from './people/actions';
import { endSessionsOfOldPasswords } from './people/end-sessions';
import { guardPanelDoor } from './people/guard-panel-door';
import { adviseOnSessions } from './people/advise-on-sessions';
import { answerRefusedAuthentication } from './people/answer-refused-authentication';
import { forgetGrantsAfterAbsence, grantOwnActions } from './people/grants';
import { postActions } from './people/post-actions';
import { prepareSessionKeys } from './people/prepare-session-keys';
import { peopleTables } from './people/tables';
import { attemptModel } from './people/shared-limiter';
import { makeSignInNamesUnique } from './people/unique-sign-in-names';
import { privacyActions } from './privacy/actions';
import { privacyTables } from './privacy/tables';
import { recordActions } from './record/actions';
import { findMissingTriggers, protectRecord } from './record/append-only';
import { prepareStatistics } from './record/count-statistics';
import { events } from './record/event-table';
import { pendingModel, preparePending } from './record/pending';
import { prepareSeals } from './record/seal-events';
import { recordHeads, seals } from './record/seal-tables';
import { openingCounts } from './record/statistics-table';
import { verify, verifyIn } from './record/verify';
import { recurrenceActions } from './recurrences/actions';
import { recurrenceTables } from './recurrences/tables';
import { registerPermissions } from './system/permissions';
import { checkRelease, noteRelease } from './system/check-release';
import { analyzeTables } from './system/analyze-tables';
import { checkStartup, refuseServedEvidence } from './system/check-startup';
import { assertConfiguration, defaultConfiguration } from './system/configuration';
import { failLostTransactions } from './system/fail-lost-transactions';
import { findFigures } from './system/figures';
import { keepTables } from './system/keep-tables';
import { roundsOf } from './system/rounds';
import { startSweep, stopSweep } from './system/sweep';
import { startJobs, stopJobs } from './system/jobs';
import { startReader, stopReader } from './system/reader';
import { jobs } from './jobs/tables';
import { unitActions } from './units/actions';
import { unitTables } from './units/tables';
import { systemActions } from './system/actions';
import { workActions } from './work/actions';
import { claimInTurn } from './work/claim-in-turn';
import { createDocumentAdapter } from './work/document-adapter';
import { checkParts } from './work/parts';
import { shortenSearchTexts } from './work/shorten-search-texts';
import { workTables } from './work/tables';

interface Context {
  readonly strapi: Core.Strapi;
}

/** What makes each service. */
type Services = {
  readonly [N in keyof PioneerServices]: (context: Context) => PioneerServices[N];
};

const tables: readonly GovernedTable[] = [
  ...peopleTables,
  ...unitTables,
  ...workTables,
  ...recurrenceTables,
  ...audienceTables,
  jobs,
  ...evidenceTables,
  ...privacyTables,
  events,
  seals,
  recordHeads,
  openingCounts,
];

/** Whether the database guards record and access log against everybody. */
async function isProtected(strapi: Core.Strapi): Promise<boolean> {
  const reading = { trx: strapi.db.connection };
  const missing = [
    ...(await findMissingTriggers(strapi, reading)),
    ...(await findUnguarded(strapi, reading)),
  ];
  return missing.length === 0;
}

/** The plugin as Strapi loads it: everything is bound here and nowhere else. */
export default {
  config: { default: defaultConfiguration, validator: assertConfiguration },
  contentTypes: Object.fromEntries(
    tables.map(({ uid, schema }) => [uid.replace('plugin::pioneer.', ''), { schema }]),
  ),
  controllers: controllersFrom({
    ...peopleActions,
    ...postActions,
    ...recurrenceActions,
    ...unitActions,
    ...workActions,
    ...evidenceActions,
    ...privacyActions,
    ...recordActions,
    ...systemActions,
    ...accessLogActions,
  }),
  routes: {
    'content-api': contentApiRoutes,
    admin: adminRoutes,
  },
  services: {
    record: ({ strapi }) => ({
      verify: (options) => verify(strapi, options),
      verifyIn: (trx: Knex, options) => verifyIn(strapi, { trx, now: Date.now() }, options),
      isProtected: () => isProtected(strapi),
    }),
    figures: ({ strapi }) => ({
      find: () => findFigures(strapi),
      rounds: () => roundsOf(strapi),
    }),
    backup: ({ strapi }) => ({
      write: (file) => writeBackup(strapi, file),
      restore: (options) => restoreTown(strapi, options),
      recover: () => recover(strapi),
      isUnfinished: () => isUnfinished(strapi, strapi.db.connection),
    }),
  } satisfies Services,

  async register({ strapi }: Context): Promise<void> {
    failLostTransactions(strapi);
    await checkRelease(strapi);
    forgetGrantsAfterAbsence(strapi);
    prepareSessionKeys(strapi);
    shortenSearchTexts(strapi);
    refuseServedEvidence(strapi);
    strapi.customFields.register([...CUSTOM_FIELDS]);
    strapi.get('models').add(clockModel);
    strapi.get('models').add(idempotencyModel);
    strapi.get('models').add(attemptModel);
    strapi.get('models').add(pendingModel);
    strapi.get('models').add(accessLogModel);
    strapi.server.use(keepAddress);
    strapi.server.api('content-api').use(answerRefusedAuthentication);
    strapi.server.api('content-api').use(claimInTurn(strapi));
    strapi.server.api('admin').use(guardPanelDoor(strapi));
    strapi.server.api('admin').use(watchPanel(strapi));
    strapi.server.api('admin').use(maskCreators);
  },

  async bootstrap({ strapi }: Context): Promise<void> {
    if (!isRestoring(strapi)) await refuseUnfinishedRestore(strapi);
    checkParts(strapi);
    await checkStartup(strapi);
    await keepTables(strapi);
    await analyzeTables(strapi);
    await protectRecord(strapi);
    await protectAccessLog(strapi);
    await preparePending(strapi);
    // Strapi takes from its roles what nobody registers.
    await registerPermissions(strapi);
    // Whatever else a start makes would be given up for what is restored.
    if (isRestoring(strapi)) return;
    await prepareSeals(strapi);
    await prepareStatistics(strapi);
    await makeSignInNamesUnique(strapi);
    await grantOwnActions(strapi);
    await noteRelease(strapi);
    adviseOnSessions(strapi);
    endSessionsOfOldPasswords(strapi);
    strapi.documents.use(createDocumentAdapter(strapi) as never);
    strapi.documents.use(maskContentManager(strapi) as never);
    if (strapi.config.get('plugin::pioneer.jobs') !== true) return;
    startSweep(strapi);
    startJobs(strapi);
    startReader(strapi);
  },

  async destroy({ strapi }: Context): Promise<void> {
    stopSweep(strapi);
    await stopJobs(strapi);
    await stopReader(strapi);
  },
};
