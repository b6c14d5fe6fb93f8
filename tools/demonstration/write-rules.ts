import type { Administrator } from '../http/administrator';
import type { TownClock } from './town-clock';
import { DRIVES, STANDARDS, WORKFLOWS } from './content/work-rules';

/** Hours at which drives open and close. */
const MORNING = 8;
const EVENING = 18;

type Ids<Rules> = Readonly<Record<keyof Rules, string>>;

/** documentIds of what tasks are taken under. */
export interface Rules {
  readonly standards: Ids<typeof STANDARDS>;
  readonly workflows: Ids<typeof WORKFLOWS>;
  readonly drives: Ids<typeof DRIVES>;
}

/** Writes standards, workflows and the drives that use them. */
export async function writeRules(
  administrator: Administrator,
  clock: TownClock,
  themeId: string,
): Promise<Rules> {
  const standards = await createAll(STANDARDS, (standard) =>
    administrator.create('plugin::pioneer.standard', { ...standard }),
  );
  const workflows = await createAll(WORKFLOWS, (workflow) =>
    administrator.create('plugin::pioneer.workflow', { ...workflow }),
  );
  const drives = await createAll(DRIVES, ({ standard, workflow, opens, closes, ...drive }) =>
    administrator.create('api::drive.drive', {
      ...drive,
      theme: themeId,
      standard: standards[standard],
      workflow: workflows[workflow],
      opensAt: clock.instant(opens, MORNING),
      closesAt: clock.instant(closes, EVENING),
    }),
  );
  return { standards, workflows, drives };
}

async function createAll<Key extends string, Item>(
  items: Readonly<Record<Key, Item>>,
  create: (item: Item) => Promise<string>,
): Promise<Readonly<Record<Key, string>>> {
  const ids: Partial<Record<Key, string>> = {};
  for (const key of Object.keys(items) as Key[]) ids[key] = await create(items[key]);
  return ids as Record<Key, string>;
}
