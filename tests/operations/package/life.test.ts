import { refusalOf } from '../../support/http';
import type { Town } from '../../support/town';
import { GOOD_SCORE, type Work } from '../../support/work';
import {
  makeBareApplication,
  startBareApplication,
  type BareApplication,
  type BareServer,
} from './bare-application';
import { beginLoop, closeLoop, EVALUATION, registerOwner, townOf } from './loop';

const ARTICLE = 'api::article.article';
const CONFIGURATION = `module.exports = () => ({
  pioneer: { enabled: ENABLED },
  'users-permissions': {
    config: { jwtManagement: 'refresh', sessions: { httpOnly: true } },
  },
});
`;

let application: BareApplication;
let server: BareServer;
let town: Town;
let token: string;
/** Begun before the plugin is switched off. */
let live: Work;
/** What roles may do before that. */
let held: readonly string[];

beforeAll(async () => {
  application = await makeBareApplication();
});
afterAll(async () => {
  await stop();
  application.remove();
});

async function start(): Promise<void> {
  server = await startBareApplication(application);
  token ??= await registerOwner(server.url);
  town = townOf(application, server.url, token);
}

async function stop(): Promise<void> {
  await town?.leave();
  await server?.stop();
}

/** Why the server does not start. */
async function refusal(): Promise<string> {
  try {
    await start();
  } catch (error) {
    return String(error);
  }
  await stop();
  throw new Error('it started');
}

function configure(isEnabled: boolean): void {
  application.write('config/plugins.js', CONFIGURATION.replace('ENABLED', String(isEnabled)));
}

async function countOf(table: string): Promise<number> {
  const [row] = await town.rows(table).count<{ n: number }[]>({ n: '*' });
  return Number(row?.n);
}

/** What roles of users-permissions may do at the plugin. */
async function grants(): Promise<string[]> {
  const actions = await town
    .rows('up_permissions')
    .where('action', 'like', 'plugin::pioneer.%')
    .pluck<string[]>('action');
  return actions.sort();
}

// One life of one application, in this order: starts are what takes time here.

describe('a project of somebody else, with the plugin installed and nothing else of ours', () => {
  it('does not start before it is made ready, and says how', async () => {
    expect(await refusal()).toContain('run "npx strapi-plugin-pioneer init"');
  });

  it('is made ready by one command, which overwrites nothing', () => {
    const configuration = application.read('config/plugins.js');
    const { code, output } = application.pioneer('init');

    expect(code).toBe(0);
    expect(output).toContain('src/api/pioneer/content-types/task/schema.json');
    expect(output).toMatch(/config\/plugins\.js[^]+jwtManagement: 'refresh'/);
    expect(application.read('config/plugins.js')).toBe(configuration);
    expect(application.read('.env')).toMatch(/^PIONEER_SECRET=\S{40,}$/m);
  });

  it('closes a loop in production', async () => {
    configure(true);
    await start();
    const claim = await closeLoop(await beginLoop(town));

    expect([claim.state, claim.score]).toEqual(['accepted', GOOD_SCORE]);
    const { body } = await town.content.send('GET', EVALUATION);
    expect((body as { results?: object[] }).results).toMatchObject([
      { claimId: claim.id, decision: 'accept', score: GOOD_SCORE },
    ]);
  });

  it('keeps photos in the project, outside of what everybody may read', async () => {
    const photos = await town.rows('pioneer_evidence_files').pluck<string[]>('file_key');
    expect(photos).toHaveLength(1);
    for (const key of photos) {
      expect(application.read(`.data/evidence/${key.slice(0, 2)}/${key}`)).not.toBe('');
    }
  });

  it('verifies its record', async () => {
    live = await beginLoop(town);
    held = await grants();
    await stop();
    const { code, output } = application.pioneer('verify');

    expect(output).toMatch(/^[1-9]\d* rows and [1-9]\d* events verified, 0 difference\(s\)$/m);
    expect(code).toBe(0);
  });
});

describe('a project that switches the plugin off for a while', () => {
  it('works on without it', async () => {
    configure(false);
    application.rename('src/api/pioneer', 'src/api/.pioneer');
    await start();

    expect(await town.content.createPublished(ARTICLE, { title: '通知' })).toBeTruthy();
    const gone = await refusalOf(town.visitor('openings.find', { query: {} }));
    expect(gone.status).toBe(404);
  });

  it('keeps the tables with their rows, and loses grants', async () => {
    expect(await countOf('pioneer_claims')).toBe(2);
    expect(await town.rows.schema.hasTable('pioneer_idempotency_keys')).toBe(true);
    expect(await countOf('tasks')).toBe(4);
    // users-permissions deletes one of the roles that hold an action, at each start.
    expect((await grants()).length).toBeLessThan(held.length);
    await stop();
  });

  it('finds a claim as it was when the plugin is back, and ends it', async () => {
    configure(true);
    application.rename('src/api/.pioneer', 'src/api/pioneer');
    await start();
    expect(await grants()).toEqual(held);

    expect((await closeLoop(live)).state).toBe('accepted');
  });

  it('closes a second loop, and the record verifies', async () => {
    expect((await closeLoop(await beginLoop(town))).state).toBe('accepted');
    await stop();
    const { code, output } = application.pioneer('verify');

    expect(output).toContain('0 difference(s)');
    expect(code).toBe(0);
  });
});

describe('a project in which something is wrong', () => {
  const CORE = 'node_modules/@strapi/core/dist/package.json.js';

  it('is told by verify what was changed behind the record', async () => {
    town = townOf(application, '', token);
    await town.rows('pioneer_claims').where({ document_id: live.claim.id }).update({ score: 99 });
    await town.leave();
    const { code, output } = application.pioneer('verify');

    expect(output).toMatch(new RegExp(`pioneer_claims ${live.claim.id} score: .* found 99`));
    expect(code).toBe(1);
  });

  it('refuses a database that a later release has worked with', async () => {
    town = townOf(application, '', token);
    const release = town.rows('strapi_core_store_settings').where({
      key: 'plugin_pioneer_release',
    });
    await release.clone().update({ value: JSON.stringify('9.1.0') });
    const said = await refusal();
    await release.update({ value: JSON.stringify('0.1.0') });
    await town.leave();

    expect(said).toMatch(/last used by strapi-plugin-pioneer 9\.1\.0, and this is 0\.1\.0/);
  });

  it('refuses a Strapi that the plugin was not made for', async () => {
    const text = application.read(CORE);
    application.write(CORE, text.replace('"5.54.0"', '"5.40.0"'));
    const said = await refusal();
    application.write(CORE, text);

    expect(said).toMatch(/This is Strapi 5\.40\.0; .* works with \^5\.54\.0/);
  });
});
