import type { PartInUse } from './health-api';

/** Every part that a content type can play, in the order of the loop. */
export const PARTS = ['task', 'drive', 'evaluation', 'expert', 'story', 'role-model'] as const;
export type Part = (typeof PARTS)[number];

/** One line of the overview: a part and a type that plays it, or a part that nobody plays. */
export interface PartLine {
  readonly part: string;
  readonly uid: string | null;
  readonly problems: readonly string[];
}

/** All parts in order, each with its types; parts that are unknown here come last. */
export function linesOf(inUse: readonly PartInUse[]): PartLine[] {
  const known = PARTS.flatMap((part): PartLine[] => {
    const players = inUse.filter((line) => line.part === part);
    return players.length > 0 ? players : [{ part, uid: null, problems: [] }];
  });
  return [...known, ...inUse.filter(({ part }) => !isPart(part))];
}

export function isPart(part: string): part is Part {
  return (PARTS as readonly string[]).includes(part);
}
