import { randomUUID } from 'node:crypto';
import { endpoints, type EndpointName } from 'strapi-plugin-pioneer/contract';
import { buildPhoto, fileOf } from '../../support/evidence';
import { bytesOf, type Answer } from '../../support/http';
import type { Member } from '../../support/people';
import type { Town } from '../../support/town';
import { GOOD_SCORES } from '../../support/work';

export type Ids = Readonly<Record<string, string>>;

/** Asks an address of the contract for something, past the typed client. */
export async function askContract(
  town: Town,
  name: EndpointName,
  asker: Member,
  ids: Ids,
  body: object = {},
): Promise<Answer> {
  const { method, path, takesFile } = endpoints[name];
  const address = path.replaceAll(/:(\w+)/g, (_, key: string) => ids[key] ?? '');
  const request = { method, path: `/api/pioneer${address}`, token: asker.token };
  if (takesFile) {
    const form = new FormData();
    for (const [key, value] of Object.entries(body)) form.set(key, String(value));
    form.set('file', fileOf(await buildPhoto()));
    return town.send({ ...request, ...(await bytesOf(form)) });
  }
  return town.send({ ...request, ...(method === 'GET' ? {} : { body }) });
}

/** Whether it is a command on a claim, which names the version that its giver has seen. */
export function namesVersion(name: EndpointName): boolean {
  return endpoints[name].method === 'POST' && !endpoints[name].takesFile;
}

export const REASON = '理由如下。';

/** What is asked of a claim: every address, with what its command would be carried out with. */
export const OF_CLAIMS: Partial<Record<EndpointName, object>> = {
  'claims.findOne': {},
  'claims.findTimeline': {},
  'claims.findEvidence': {},
  'claims.addEvidence': { clientId: randomUUID(), moment: 'after' },
  'claims.acceptOffer': {},
  'claims.decline': { reason: REASON },
  'claims.extend': {},
  'claims.approve': {},
  'claims.refuse': { reason: REASON },
  'claims.allowWithdrawal': {},
  'claims.denyWithdrawal': { reason: REASON },
  'claims.cancel': { reason: REASON },
  'claims.moveToTerms': { reason: REASON },
  'claims.report': { clientId: randomUUID(), percent: 50, text: '进展顺利。' },
  'claims.submit': { clientId: randomUUID(), text: '已完成。', selfCheck: GOOD_SCORES },
  'claims.acknowledge': {},
  'claims.withdraw': { reason: REASON },
  'claims.accept': { scores: GOOD_SCORES },
  'claims.return': { reason: REASON },
  'claims.reject': { scores: GOOD_SCORES, reason: REASON },
};
