import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseEnv } from '../../tools/replay/evidence/open-database';
import { registerAdministrator } from './administrator';
import { addEvidence, buildPhoto, fileOf } from './evidence';
import { runFolder } from './run-folder';
import { runTool, type ToolOptions, type ToolOutcome } from './run-tool';
import { createDatabase, startServer } from './server';
import { untilCounted } from './statistics';
import { townAt, type Town } from './town';
import { buildClaim } from './work';

/** Several commands one after the other, each of which starts Strapi. */
export const PATIENCE = 180_000;

/** A database and what an environment says of a store of evidence. */
export interface Place {
  readonly databaseEnv: DatabaseEnv;
  readonly env: NodeJS.ProcessEnv;
}

/** A server at work, with evidence, a picture in the Media Library and nothing left to be counted. */
export interface WorkingTown extends Place {
  /** Where tests may put what they make; it goes with the town. */
  readonly folder: string;
  readonly town: Town;
  /** Under which name the picture lies on the disk. */
  readonly picture: string;
  leave(): Promise<void>;
}

/** Starts a server and lets people work, until nothing comes into being any more. */
export async function startWorkingTown(env?: NodeJS.ProcessEnv): Promise<WorkingTown> {
  const folder = mkdtempSync(join(runFolder(), 'backup-'));
  const place = {
    databaseEnv: await createDatabase('sqlite'),
    env: env ?? { EVIDENCE_FOLDER: join(folder, 'evidence') },
  };
  const server = await startServer(place);
  const town = townAt(server, await registerAdministrator(server));
  const { claim, claimant } = await buildClaim(town);
  await addEvidence(claimant, claim.id);
  await buildClaim(town, { state: 'accepted' });
  const picture = await upload(town);
  // Everything is counted and the day's head published.
  await untilCounted(town);
  await town.administrator('clock.adjust', { body: { offsetMs: 0 } });
  const leave = async () => {
    await town.leave();
    await server.stop();
    rmSync(join('public/uploads', picture), { force: true });
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...place, folder, town, picture, leave };
}

/** Puts a picture into the Media Library; gives the name under which it lies on the disk. */
async function upload(town: Town): Promise<string> {
  const body = new FormData();
  body.set('files', fileOf(await buildPhoto({ width: 20, height: 20 }), 'square.jpg'));
  const answer = await fetch(`${town.url}/upload`, {
    method: 'POST',
    headers: { authorization: `Bearer ${town.administratorToken}` },
    body,
  });
  const [kept] = (await answer.json()) as { url: string }[];
  return kept?.url.split('/').at(-1) ?? '';
}

/** A place for another town, with a store of evidence of its own. */
export async function newPlace(folder: string): Promise<Place> {
  return {
    databaseEnv: await createDatabase('sqlite'),
    env: { EVIDENCE_FOLDER: join(folder, `evidence-${randomUUID()}`) },
  };
}

/** Runs a command as an operator of this place does. */
export function runAt(
  { databaseEnv, env }: Place,
  name: 'backup' | 'restore' | 'verify',
  args: readonly string[] = [],
  options: Pick<ToolOptions, 'watch'> = {},
): Promise<ToolOutcome> {
  return runTool(name, databaseEnv, { ...options, args, env });
}

/** Contents of evidence in the folder of a place. */
export function evidenceIn({ env }: Place): string[] {
  const path = env.EVIDENCE_FOLDER ?? '';
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\w{24}$/.test(name),
  );
}
