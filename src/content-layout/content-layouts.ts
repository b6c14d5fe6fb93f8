import { coloursLayout } from './components/colours';
import { honourLayout } from './components/honour';
import { placeLayout } from './components/place';
import type { ContentLayout } from './layout';
import { householdLayout } from './pioneer/household';
import { memberLayout } from './pioneer/member';
import { organisationLayout } from './pioneer/organisation';
import { spotLayout } from './pioneer/spot';
import { standardLayout } from './pioneer/standard';
import { workflowLayout } from './pioneer/workflow';
import { driveLayout } from './types/drive';
import { evaluationLayout } from './types/evaluation';
import { expertLayout } from './types/expert';
import { homeLayout } from './types/home';
import { roleModelLayout } from './types/role-model';
import { storyLayout } from './types/story';
import { tagLayout } from './types/tag';
import { taskLayout } from './types/task';
import { themeLayout } from './types/theme';

/**
 * Every content type and component of the project, and what the plugin shows in the Content
 * Manager. A test holds the list against the schemas.
 */
export const CONTENT_LAYOUTS: readonly ContentLayout[] = [
  homeLayout,
  storyLayout,
  roleModelLayout,
  taskLayout,
  driveLayout,
  evaluationLayout,
  expertLayout,
  themeLayout,
  tagLayout,
  placeLayout,
  honourLayout,
  coloursLayout,
  organisationLayout,
  memberLayout,
  spotLayout,
  householdLayout,
  standardLayout,
  workflowLayout,
];
