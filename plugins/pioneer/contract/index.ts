/** The contract: what server, admin panel, portal, tools and tests agree on. */
export * from './client';
export * from './endpoint';
export * from './endpoints';
export * from './people';
export * from './primitives';
export * from './refusals';
export * from './system';
export * from './work';
export * from '../core/database-failure';
export * from '../core/errors';
export * from '../core/words';
export * from '../core/people/roles';
export * from '../core/work/states';
export * from '../core/work/transitions';
export type { Criterion, LocalizedText, Scores } from '../core/work/scoring';
