import type { Scene } from '../types';
import { DOORSTEP_SCENES } from './doorsteps';
import { MARKET_SCENES } from './market';
import { PROJECT_SCENES } from './projects';
import { VISIT_SCENES } from './visits';

/** Every claim of the town, in every state that a claim can be in today. */
export const SCENES: readonly Scene[] = [
  ...DOORSTEP_SCENES,
  ...MARKET_SCENES,
  ...VISIT_SCENES,
  ...PROJECT_SCENES,
];
