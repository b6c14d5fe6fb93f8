import type { Core } from '@strapi/strapi';

/** Work in the background that every node does again and again. */
export type Work = 'sweep' | 'jobs' | 'reader';

const done = new WeakMap<Core.Strapi, Map<Work, number>>();

/** Notes that this node has just done its round without a mistake, whether there was work or not. */
export function noteRound(strapi: Core.Strapi, work: Work): void {
  const rounds = done.get(strapi) ?? new Map<Work, number>();
  done.set(strapi, rounds.set(work, Date.now()));
}

/** When this node last did each; by its own clock, as monitoring compares it. */
export function roundsOf(strapi: Core.Strapi): ReadonlyMap<Work, number> {
  return done.get(strapi) ?? new Map<Work, number>();
}
