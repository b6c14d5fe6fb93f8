import { createClient, type Call } from 'strapi-plugin-pioneer/contract';
import { keptReleases, openKept, type ReleasedTown } from '../../releases/kept-release';
import { runVerify, type Verified } from '../../../tools/run-verify';
import { databaseOfThisRun, startServer, type TestServer } from '../../support/server';
import { accept, report, submit } from '../../support/work';

/** A start that changes every table, and two commands that load Strapi. */
const PATIENCE = 120_000;

describe.each(keptReleases())('the database of %s', (release) => {
  let town: ReleasedTown;
  let server: TestServer;

  beforeAll(async () => {
    town = await openKept(release, databaseOfThisRun());
    const { databaseEnv, evidenceFolder, secret } = town;
    const env = { EVIDENCE_FOLDER: evidenceFolder, PIONEER_SECRET: secret };
    server = await startServer({ databaseEnv, env });
  }, PATIENCE);
  afterAll(() => server.stop());

  async function signIn({ number, password }: ReleasedTown['claimant']): Promise<Call> {
    const body = { number, password };
    const { data } = await createClient({ url: server.url })('session.signIn', { body });
    return createClient({ url: server.url, token: () => data.accessToken });
  }

  const verified = (): Promise<Verified> => runVerify(server.env, '--contents');
  const SOUND = { code: 0, output: expect.stringMatching(/ 0 difference/) as unknown };

  it('has a sound record once this release has started on it', async () => {
    expect(await verified()).toMatchObject(SOUND);
    expect(server.output()).not.toMatch(/ error: /);
  });

  it('lets members go on with what they began: the loop closes, and the record is sound', async () => {
    const [claimant, evaluator] = [await signIn(town.claimant), await signIn(town.evaluator)];
    const params = { id: town.claimId };
    const { data: begun } = await claimant('claims.findOne', { params });
    const reported = await report({ claim: begun, claimant: { call: claimant } });
    const submitted = await submit({ claim: reported, claimant: { call: claimant } });
    const accepted = await accept({ claim: submitted, evaluator: { call: evaluator } });

    expect([begun.state, accepted.state]).toEqual(['active', 'accepted']);
    expect(await verified()).toMatchObject(SOUND);
  });
});
