import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { registerFirstAdministrator } from '../http/administrator';
import { createRandom } from '../replay/random';
import { createRecorder } from './history';
import type { Machinery } from './nodes';
import type { TortureRequest } from './options';
import { foundTown } from './town/found-town';
import { RENEW_BEFORE_END_MS } from './town/token-life';
import { createTownClock } from './town/town-clock';
import type { Stage } from './work/stage';

/** No request waits longer: whatever came of it is unknown then. */
const REQUEST_PATIENCE_MS = 30_000;
/** Of chance; people have those from 1. */
const FOUNDING_STREAM = -1;

/** Founds the town through the first node, and introduces everybody to the others. */
export async function setStage(
  { seed, folder, say }: TortureRequest,
  { nodes, db }: Machinery,
): Promise<Stage> {
  const { url = '', firstAdministratorUrl = null } = nodes[0] ?? {};
  if (firstAdministratorUrl === null) throw new Error('The database has an administrator already.');
  const account = {
    firstname: 'Torture',
    email: 'torture@example.org',
    password: `Aa1${randomBytes(18).toString('base64url')}`,
  };
  say('Founding the town');
  const administrator = await registerFirstAdministrator({
    url,
    firstAdministratorUrl,
    account,
    fetch: sendPatiently,
    renewBefore: RENEW_BEFORE_END_MS,
  });
  const town = await foundTown({
    url,
    administrator,
    random: createRandom(seed, FOUNDING_STREAM),
    fetch: sendPatiently,
  });
  return {
    town,
    urls: nodes.map((node) => node.url),
    administrators: nodes.map((node) => administrator.at(node.url)),
    recorder: createRecorder(join(folder, 'history.jsonl')),
    db,
    clock: createTownClock(administrator),
    openings: [],
    claimIds: [],
    tally: { conflicts: 0, meetings: 0 },
  };
}

/** Sends as a browser behind a proxy does, which gives requests their ids, and waits for so long. */
const sendPatiently: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('x-request-id', randomUUID());
  return fetch(input, { ...init, headers, signal: AbortSignal.timeout(REQUEST_PATIENCE_MS) });
};
