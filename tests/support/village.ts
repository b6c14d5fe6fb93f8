import { buildMembers, buildOrganisation, type Member, type Organisation } from './people';
import type { Town } from './town';

/** Where a file lets happen what needs no place of its own. */
export interface Village {
  readonly organisation: Organisation;
  /** Evaluates what is done in the village. */
  readonly evaluator: Member;
  /** A member of the village whom no test has met. */
  newcomer(): Promise<Member>;
}

const villages = new WeakMap<Town, Promise<Village>>();

/** The one village of this file: importing, inviting and activating is what takes tests long. */
export function villageOf(town: Town): Promise<Village> {
  const village = villages.get(town) ?? buildVillage(town);
  villages.set(town, village);
  return village;
}

/** The village of this file, if that is where something is. */
export async function villageAt(town: Town, place: Organisation): Promise<Village | null> {
  const village = await villages.get(town);
  return village?.organisation.id === place.id ? village : null;
}

async function buildVillage(town: Town): Promise<Village> {
  const organisation = await buildOrganisation(town);
  const [evaluator, ...newcomers] = await buildMembers(town, [
    [['evaluator', organisation]],
    [['member', organisation]],
  ]);
  if (evaluator === undefined) throw new Error('no evaluator was built');
  let arrival: Promise<void> | null = null;
  let size = newcomers.length;

  /** More at once the more a file needs: it may be one, or a hundred. */
  async function arrive(): Promise<void> {
    size *= 2;
    const roles = Array.from({ length: size }, () => [['member', organisation]] as const);
    newcomers.push(...(await buildMembers(town, roles)));
    arrival = null;
  }

  async function newcomer(): Promise<Member> {
    for (;;) {
      const member = newcomers.shift();
      if (member !== undefined) return member;
      await (arrival ??= arrive());
    }
  }

  return { organisation, evaluator, newcomer };
}
