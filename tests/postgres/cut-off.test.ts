import { request as newRequest, type ClientRequest } from 'node:http';
import { loggedBy } from '../support/access-log';
import { holdBack } from '../support/held-back';
import { buildMember, buildOrganisation } from '../support/people';
import { enterTwoNodes } from './two-nodes';

const { town, urls, leave } = enterTwoNodes();
afterAll(leave);

/** Asks by a connection of its own, of which the server does not know from earlier whose it is. */
function askByNewConnection(path: string, body: object): ClientRequest {
  const headers = {
    authorization: `Bearer ${town.administratorToken}`,
    'content-type': 'application/json',
  };
  const request = newRequest(urls[0] + path, { method: 'POST', agent: false, headers });
  // That nobody answers any more is what it is for.
  request.on('error', () => undefined);
  return request.end(JSON.stringify(body));
}

it('a change whose client is cut off is logged with where it came from', async () => {
  const village = await buildOrganisation(town);
  const { id: memberId } = await buildMember(town, [['member', village]]);
  const rowOfMember = town.rows('pioneer_members').where({ document_id: memberId });
  const office = { memberId, organisationId: village.id, role: 'manager' };
  let request: ClientRequest | undefined;
  const ask = () => {
    request = askByNewConnection('/pioneer/memberships', office);
  };
  const logged = await loggedBy(town, ['rolesChanged'], async () => {
    await holdBack(town, (trx) => rowOfMember.transacting(trx).forUpdate(), [
      { start: ask, waiting: 1 },
      { start: () => request?.destroy(), waiting: 1 },
    ]);
    const row = { member_id: memberId, role: 'manager' };
    await vi.waitFor(async () => {
      expect(await town.rows('pioneer_memberships').where(row)).toHaveLength(1);
    });
  });

  expect(logged.map(({ subject, ip }) => [subject, ip])).toEqual([[memberId, '127.0.0.1']]);
});
