import { createClient, type Call } from 'strapi-plugin-pioneer/contract';
import { registerFirstAdministrator, type Administrator } from '../http/administrator';
import { createTownClock, type TownClock } from './clock';
import { SCENES } from './content/scenes/all-scenes';
import { TASKS } from './content/tasks/all-tasks';
import { foundTown, inventPassword, type FoundedTown } from './found-town';
import { momentsOf, type Moment } from './play-scenes';
import { publishStories } from './publish-stories';
import { publishTask } from './publish-task';
import { describeAccounts, writeAccounts } from './write-accounts';
import { writeRules, type Rules } from './write-rules';
import { writeTheme } from './write-theme';

/** What the demonstration town is built with. */
export interface DemonstrationOptions {
  readonly url: string;
  readonly firstAdministratorUrl: string | null;
  readonly passwordsFile: string;
  readonly say: (line: string) => void;
}

/** Days before today on which the town's story begins. */
const BEGINNING = -75;

/**
 * Fills an empty database with a demonstration town, through the same HTTP interface that people
 * use. Its history lies in the past weeks, for which the server's clock is moved and put back.
 * Throws at the first thing that does not go as told.
 */
export async function buildDemonstration(options: DemonstrationOptions): Promise<void> {
  const { url, firstAdministratorUrl, passwordsFile, say } = options;
  if (firstAdministratorUrl === null) {
    throw new Error('The demonstration town needs a database without administrators.');
  }
  say('正在布置演示小镇“栖荷镇” · Building the demonstration town of Qihe');
  const account = {
    firstname: '演示管理员',
    email: 'admin@example.org',
    password: inventPassword(),
  };
  const administrator = await registerFirstAdministrator({ url, firstAdministratorUrl, account });
  const visitor = createClient({ url });
  const clock = createTownClock(administrator);
  try {
    const { accounts } = await tellHistory({ url, administrator, visitor, clock });
    const lines = describeAccounts(account, accounts);
    writeAccounts(passwordsFile, lines);
    for (const line of lines) say(line);
  } finally {
    await clock.returnToToday();
  }
}

async function tellHistory(options: {
  url: string;
  administrator: Administrator;
  visitor: Call;
  clock: TownClock;
}): Promise<FoundedTown> {
  const { administrator, visitor, clock } = options;
  await clock.goTo(BEGINNING);
  const town = await foundTown(options);
  const themeId = await writeTheme(administrator);
  const rules = await writeRules(administrator, clock, themeId);

  const { organisations, members } = town;
  const { moments, tasks } = publications({ administrator, rules, organisations, clock });
  const players = { visitor, members, organisations };
  await playInOrder(clock, [...moments, ...SCENES.flatMap((scene) => momentsOf(scene, players))]);
  await publishStories(administrator, { themeId, organisations, tasks });
  return town;
}

/** The moments at which tasks are published; `tasks` fills up with their documentIds. */
function publications(known: {
  administrator: Administrator;
  rules: Rules;
  organisations: ReadonlyMap<string, string>;
  clock: TownClock;
}): { moments: Moment[]; tasks: ReadonlyMap<string, string> } {
  const tasks = new Map<string, string>();
  const moments = TASKS.map((task) => ({
    day: task.published,
    async play() {
      tasks.set(task.slug, await publishTask(known.administrator, task, known));
    },
  }));
  return { moments, tasks };
}

/** Day by day; what happens on one day, in the order in which it is told. */
async function playInOrder(clock: TownClock, moments: readonly Moment[]): Promise<void> {
  let today = Number.NEGATIVE_INFINITY;
  for (const { day, play } of [...moments].sort((a, b) => a.day - b.day)) {
    if (day !== today) await clock.goTo(day);
    today = day;
    await play();
  }
}
