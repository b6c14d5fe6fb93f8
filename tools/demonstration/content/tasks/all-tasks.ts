import type { TaskContent } from '../types';
import { DOORSTEP_TASKS } from './doorsteps';
import { PROJECT_TASKS } from './projects';
import { VISIT_TASKS } from './visits';

/** Every task of the town; slugs are what scenes name them by. */
export const TASKS: readonly TaskContent[] = [...DOORSTEP_TASKS, ...VISIT_TASKS, ...PROJECT_TASKS];
