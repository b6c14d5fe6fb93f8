import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ClaimView } from 'strapi-plugin-pioneer/contract';
import { linkTo } from '../../support/content-manager';
import { addEvidence } from '../../support/evidence';
import { send } from '../../support/http';
import { uniqueName } from '../../support/names';
import { buildMembers, buildOrganisation } from '../../support/people';
import { townAt, type Town } from '../../support/town';
import {
  accept,
  buildStandard,
  buildWorkflow,
  GOOD_SCORES,
  report,
  type Work,
} from '../../support/work';
import type { BareApplication } from './bare-application';

/** Where `init` writes tasks and evaluations. */
const TASK = 'api::pioneer.task';
export const EVALUATION = 'api::pioneer.evaluation';

/** Registers the first administrator, as the admin panel of a new Strapi does. */
export async function registerOwner(url: string): Promise<string> {
  const password = `Aa1${randomBytes(12).toString('hex')}`;
  const body = { firstname: '陈', lastname: '', email: 'owner@town.invalid', password };
  const answer = await send({ method: 'POST', url, path: '/admin/register-admin', body });
  const { token } = (answer.body.data ?? {}) as { token?: string };
  if (token === undefined) throw new Error(`No administrator: ${answer.status} ${answer.text}`);
  return token;
}

/** The application's server, for the factories of the tests. */
export function townOf(
  { folder, databaseFile }: BareApplication,
  url: string,
  token: string,
): Town {
  const databaseEnv = { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: databaseFile } as const;
  const evidenceFolder = join(folder, '.data', 'evidence');
  return townAt({ url, databaseEnv, evidenceFolder }, { email: '', password: '', token });
}

/** Publishes a task that wants a photo, and has a member claim it. */
export async function beginLoop(town: Town): Promise<Work> {
  const organisation = await buildOrganisation(town);
  const standard = linkTo(await buildStandard(town, { evidenceAfter: 1 }));
  const workflow = linkTo(await buildWorkflow(town));
  const taskId = await town.content.createPublished(TASK, {
    title: uniqueName('清理河道'),
    organisation: linkTo(organisation.id),
    standard,
    workflow,
  });
  const [claimant, evaluator] = await buildMembers(town, [
    [['member', organisation]],
    [['evaluator', organisation]],
  ]);
  if (claimant === undefined || evaluator === undefined) throw new Error('nobody was built');
  const { data: openings } = await claimant.call('openings.find', { query: {} });
  const found = openings.find(({ task }) => task.id === taskId);
  if (found === undefined) throw new Error(`no opening of task ${taskId}`);
  const opening = { id: found.id, taskId, termsId: found.termsId, organisation };
  const taken = await claimant.call('openings.claim', {
    params: { id: opening.id },
    body: { termsId: opening.termsId },
  });
  return { claim: taken.data, opening, claimant, evaluator };
}

/** Reports, submits with a photo, and has the claim accepted. */
export async function closeLoop(work: Work): Promise<ClaimView> {
  const reported = await report(work);
  const { id } = await addEvidence(work.claimant, reported.id);
  const submitted = await work.claimant.call('claims.submit', {
    params: { id: reported.id },
    body: {
      version: reported.version,
      clientId: randomUUID(),
      text: '已全部完成。',
      selfCheck: { ...GOOD_SCORES },
      evidenceIds: [id],
    },
  });
  return accept({ ...work, claim: submitted.data });
}
