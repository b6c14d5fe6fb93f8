/**
 * Keeps a small town of this release, on both databases, for every later one to start on. It is no
 * test: `npm run keep-release` runs it, once a release, see CONTRIBUTING.md.
 */

import { join } from 'node:path';
import { version } from '../../plugins/pioneer/package.json';
import { startPostgres, type Postgres } from '../../tools/postgres';
import { registerAdministrator } from '../support/administrator';
import { addEvidence } from '../support/evidence';
import type { Member } from '../support/people';
import { runFolder } from '../support/run-folder';
import { createDatabase, startServer } from '../support/server';
import { untilCounted } from '../support/statistics';
import { townAt } from '../support/town';
import { buildClaim, REACHABLE_STATES } from '../support/work';
import { keepDatabase, keepTown } from './kept-release';

const { KEEP_AS: release = version } = process.env;

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres({ isThrowaway: true });
  process.env.TEST_POSTGRES = JSON.stringify(postgres);
});
afterAll(() => postgres.stop());

it.each(['sqlite', 'postgres'] as const)('a town on %s is kept', async (kind) => {
  const evidenceFolder = join(runFolder(), kind);
  const server = await startServer({
    databaseEnv: await createDatabase(kind),
    env: { EVIDENCE_FOLDER: evidenceFolder },
  });
  const town = townAt(server, await registerAdministrator(server));
  for (const state of REACHABLE_STATES) await buildClaim(town, { state });
  const { claim, claimant, evaluator } = await buildClaim(town);
  await addEvidence(claimant, claim.id);
  await untilCounted(town);
  await town.leave();
  await server.stop();

  keepTown(
    release,
    {
      secret: server.env.PIONEER_SECRET ?? '',
      claimId: claim.id,
      claimant: accountOf(claimant),
      evaluator: accountOf(evaluator),
    },
    evidenceFolder,
    kind,
  );
  await keepDatabase(release, server.databaseEnv);
});

function accountOf({ number, password }: Member) {
  return { number, password };
}
