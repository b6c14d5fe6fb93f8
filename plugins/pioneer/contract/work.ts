import { claimEndpoints } from './claims';
import { evidenceEndpoints } from './evidence';
import { openingAdminEndpoints, openingEndpoints } from './openings';
import { taskCheckEndpoints } from './task-checks';

export * from './board-query';
export * from './claims';
export * from './evidence';
export * from './openings';
export * from './task-checks';
export * from './terms';

export const workEndpoints = { ...openingEndpoints, ...claimEndpoints, ...evidenceEndpoints };
export const workAdminEndpoints = { ...openingAdminEndpoints, ...taskCheckEndpoints };
