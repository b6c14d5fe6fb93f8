import { claimEndpoints } from './claims';
import { openingAdminEndpoints, openingEndpoints } from './openings';

export * from './board-query';
export * from './claims';
export * from './openings';
export * from './terms';

export const workEndpoints = { ...openingEndpoints, ...claimEndpoints };
export const workAdminEndpoints = openingAdminEndpoints;
