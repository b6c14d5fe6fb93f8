import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseEnv } from '../../../tools/replay/evidence/open-database';
import { registerAdministrator } from '../../support/administrator';
import { startServer } from '../../support/server';
import { untilCounted } from '../../support/statistics';
import { townAt } from '../../support/town';
import { buildFixture, type Fixture } from './fixture';
import { fillOtherTables } from './fill-other-tables';

/** A town in whose every table something came into being by the rules, and whose server has stopped. */
export interface ProvenTown {
  /** What its server was told. */
  readonly env: NodeJS.ProcessEnv;
  /** To be copied before it is harmed. */
  readonly databaseEnv: DatabaseEnv;
  /** Where the contents of its evidence lie, and those of no other town. */
  readonly store: string;
  readonly fixture: Fixture;
}

let building: Promise<ProvenTown> | undefined;

/** The proven town, which the files that harm copies of it share. */
export async function enterProvenTown(): Promise<ProvenTown> {
  return (building ??= build());
}

async function build(): Promise<ProvenTown> {
  const store = mkdtempSync(join(tmpdir(), 'pioneer-store-'));
  process.once('exit', () => rmSync(store, { recursive: true, force: true }));
  const server = await startServer({ env: { EVIDENCE_FOLDER: store } });
  const town = townAt(server, await registerAdministrator(server));
  const fixture = await buildFixture(town);
  await fillOtherTables(town);
  // What is still pending is not counted yet, and no breach of it could be told.
  await untilCounted(town);
  // With the chain as it is now, its head is published.
  await town.administrator('clock.adjust', { body: { offsetMs: 0 } });
  await town.leave();
  await server.stop();
  return { env: server.env, databaseEnv: server.databaseEnv, store, fixture };
}
