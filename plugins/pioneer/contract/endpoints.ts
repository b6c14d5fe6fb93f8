import { accessLogAdminEndpoints } from './access-log';
import { calendarAdminEndpoints, calendarEndpoints } from './calendar';
import { consentEndpoints } from './consents';
import { leavingAdminEndpoints, leavingEndpoints } from './leaving';
import { lookUpAdminEndpoints } from './look-ups';
import { membershipAdminEndpoints } from './memberships';
import { peopleAdminEndpoints, peopleEndpoints } from './people';
import { postAdminEndpoints, postEndpoints } from './posts';
import { recordEndpoints } from './record';
import { recurrenceAdminEndpoints } from './recurrences';
import { statisticsEndpoints } from './statistics';
import { systemAdminEndpoints, systemEndpoints } from './system';
import { unitAdminEndpoints, unitEndpoints } from './units';
import { workAdminEndpoints, workEndpoints } from './work';

/** Every endpoint of the plugin, by the name of its action: `<controller>.<action>`. */
export const endpoints = {
  ...peopleEndpoints,
  ...consentEndpoints,
  ...leavingEndpoints,
  ...postEndpoints,
  ...calendarEndpoints,
  ...workEndpoints,
  ...unitEndpoints,
  ...statisticsEndpoints,
  ...recordEndpoints,
  ...systemEndpoints,
  ...peopleAdminEndpoints,
  ...lookUpAdminEndpoints,
  ...leavingAdminEndpoints,
  ...membershipAdminEndpoints,
  ...postAdminEndpoints,
  ...calendarAdminEndpoints,
  ...recurrenceAdminEndpoints,
  ...workAdminEndpoints,
  ...unitAdminEndpoints,
  ...systemAdminEndpoints,
  ...accessLogAdminEndpoints,
};

export type Endpoints = typeof endpoints;
export type EndpointName = keyof Endpoints;
