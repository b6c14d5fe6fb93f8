import { registerAdministrator } from '../support/administrator';
import { codeOf, send } from '../support/http';
import { buildMember } from '../support/people';
import { newDatabase, startServer, type TestServer } from '../support/server';
import { townAt, type Town } from '../support/town';

const BURST = 20;
const LIMITS = { MEMBER_WRITES_BURST: String(BURST), MEMBER_WRITES_PER_SECOND: '1' };

let nodes: readonly [TestServer, TestServer];
let town: Town;

beforeAll(async () => {
  const databaseEnv = await newDatabase('postgres');
  const start = () => startServer({ databaseEnv, env: LIMITS });
  nodes = [await start(), await start()];
  town = townAt(nodes[0], await registerAdministrator(nodes[0]));
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
  await town.leave();
});

describe('a member who writes at two nodes', () => {
  it('has one burst at both together', async () => {
    const { token } = await buildMember(town);
    // It says nothing, which is found once it is let in.
    const path = '/api/pioneer/openings/none/claims';
    const began = Date.now();
    const answers = await Promise.all(
      [...nodes, ...nodes, ...nodes].flatMap(({ url }) =>
        Array.from({ length: BURST }, () => send({ method: 'POST', url, path, token })),
      ),
    );
    const seconds = Math.ceil((Date.now() - began) / 1000);
    const letIn = answers.filter((answer) => codeOf(answer) === 'INPUT_INVALID').length;

    expect(letIn).toBeGreaterThanOrEqual(BURST + nodes.length);
    expect(letIn).toBeLessThanOrEqual(BURST + nodes.length * (1 + seconds));
    expect(answers.filter((answer) => codeOf(answer) === 'WRITES_THROTTLED')).toHaveLength(
      answers.length - letIn,
    );
  });
});
