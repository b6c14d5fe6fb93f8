import { createClient, type Call } from 'strapi-plugin-pioneer/contract';
import { registerFirstAdministrator, type Administrator } from '../http/administrator';
import { MEMBERS } from './content/members';
import { ORGANISATIONS } from './content/organisations';
import { SCENES } from './content/scenes/all-scenes';
import { TASKS } from './content/tasks/all-tasks';
import { foundTown } from './found-town';
import { inventAccounts, type Accounts } from './invent-accounts';
import { planScene } from './plan-scene';
import { playMoments, type Moment } from './play-moments';
import { publishStories } from './publish-stories';
import { publishTask } from './publish-task';
import { createTownClock, type TownClock } from './town-clock';
import { firstAccountLines, writeAccounts } from './write-accounts';
import { writeRules, type Rules } from './write-rules';
import { writeTheme } from './write-theme';

/** What the demonstration town is built with. */
export interface DemonstrationOptions {
  readonly url: string;
  readonly firstAdministratorUrl: string | null;
  readonly passwordsFile: string;
  readonly say: (line: string) => void;
}

/** What the parts of the building have in common. */
interface Site {
  readonly url: string;
  readonly administrator: Administrator;
  readonly visitor: Call;
  readonly clock: TownClock;
  readonly accounts: Accounts;
  readonly say: (line: string) => void;
}

/** The town is founded some days before anything happens in it, in the morning. */
const FOUNDING_DAY = -75;
const FOUNDING_MINUTE = 8 * 60;

/**
 * Fills an empty database with a demonstration town, through the same HTTP interface that people
 * use. Its history lies in the past weeks, for which the server's clock is moved and put back.
 * Accounts are written before anything else, so that no password is lost with a failure. Throws
 * at the first thing that does not go as told.
 */
export async function buildDemonstration(options: DemonstrationOptions): Promise<void> {
  const { url, firstAdministratorUrl, passwordsFile, say } = options;
  if (firstAdministratorUrl === null) {
    throw new Error('The demonstration town needs a database without administrators.');
  }
  say('正在布置演示小镇“栖荷镇” · Building the demonstration town of Qihe');
  const accounts = inventAccounts();
  writeAccounts(passwordsFile, url, accounts);
  const account = accounts.administrator;
  const administrator = await registerFirstAdministrator({ url, firstAdministratorUrl, account });
  const clock = createTownClock(administrator);
  const visitor = createClient({ url });
  try {
    await buildTown({ url, administrator, visitor, clock, accounts, say });
  } catch (error) {
    throw unfinished(error);
  }
  await clock.returnToToday();
  for (const line of firstAccountLines(passwordsFile, accounts)) say(line);
}

async function buildTown(site: Site): Promise<void> {
  const { administrator, visitor, clock, accounts, say } = site;
  await clock.goTo(FOUNDING_DAY, FOUNDING_MINUTE);
  const [organisationCount, memberCount] = [ORGANISATIONS.length, MEMBERS.length];
  say(
    `  组织 ${organisationCount} 个、成员 ${memberCount} 人 · ` +
      `${organisationCount} organisations and ${memberCount} members`,
  );
  const town = await foundTown({ ...site, accounts: accounts.members });

  say('  年度主题、专项行动、工作标准 · Theme, drives and work standards');
  const themeId = await writeTheme(administrator);
  const rules = await writeRules(administrator, clock, themeId);

  say(
    `  任务 ${TASKS.length} 项、认领 ${SCENES.length} 件 · ` +
      `${TASKS.length} tasks and ${SCENES.length} claims`,
  );
  const { organisations, members } = town;
  const tasks = new Map<string, string>();
  const publications = planPublications({ administrator, rules, organisations, clock }, tasks);
  const scenes = SCENES.flatMap((scene) => planScene(scene, { visitor, members, organisations }));
  await playMoments(clock, [...publications, ...scenes]);

  say('  故事、榜样和首页 · Stories, role models and the home page');
  await publishStories(administrator, { themeId, organisations, tasks });
}

/** The moments at which tasks are published; `tasks` fills up with their documentIds. */
function planPublications(
  known: {
    administrator: Administrator;
    rules: Rules;
    organisations: ReadonlyMap<string, string>;
    clock: TownClock;
  },
  tasks: Map<string, string>,
): Moment[] {
  return TASKS.map((task) => ({
    day: task.published,
    what: `the task ${task.slug} is published`,
    async play() {
      tasks.set(task.slug, await publishTask(known.administrator, task, known));
    },
  }));
}

function unfinished(error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  return new Error(
    `The demonstration town was not finished; start again, and it is built anew. ${reason}`,
    { cause: error },
  );
}
