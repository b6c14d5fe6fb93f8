/** The contract: what server, admin panel, portal, tools and tests agree on. */
export * from './access-log';
export * from './calendar';
export * from './client';
export * from './consents';
export * from './endpoint';
export * from './endpoints';
export * from './leaving';
export * from './look-ups';
export * from './memberships';
export * from './forms';
export * from './people';
export * from './posts';
export * from './primitives';
export * from './record';
export * from './recurrences';
export * from './refusals';
export * from './statistics';
export * from './system';
export * from './units';
export * from './work';
export * from './work-rules';
export * from '../core/database-failure';
export * from '../core/errors';
export * from '../core/message-of';
export * from '../core/words';
export * from '../core/people/roles';
export {
  pioneerService,
  type Figures,
  type PioneerServices,
  type RestoreSummary,
} from '../core/services';
export { ACCESS_KINDS, ACCESSOR_KINDS, type AccessKind } from '../core/access-log/kinds';
export { DAY_OFF_RULES, type DayOffRule } from '../core/recurrences/due-dates';
export {
  LAST_DAY,
  plainRuleOf,
  ruleFrom,
  WEEKDAYS,
  type PlainRule,
  type Weekday,
} from '../core/recurrences/plain-rule';
export { findRuleProblem } from '../core/recurrences/rule';
export { APPOINTERS, type Appointers } from '../core/people/posts';
export { DAY_KINDS, daysBetween, type DayKind } from '../core/people/calendar';
export * from '../core/work/states';
export { UNIT_KINDS, type UnitKind } from '../core/units/units';
export { SPOT_STATES, type SpotState } from '../core/units/spot';
export { RETENTION, type RetentionLine } from '../core/privacy/retention';
export type { InventoriedTable, PersonalField } from '../core/privacy/inventoried-table';
export { INVENTORY } from '../core/privacy/inventory';
export type { KeptHead } from '../core/record/verification';
export { CONSENT_PURPOSES, type ConsentPurpose } from '../core/privacy/consents';
export {
  EVIDENCE_MOMENTS,
  MAX_EVIDENCE_BYTES,
  MAX_EVIDENCE_OF_REPORT,
  MAX_PIXELS,
  type EvidenceMoment,
} from '../core/evidence/rules';
export type { Answer, Answers } from '../core/work/answers';
export {
  FIELD_TYPES,
  findFormProblem,
  takesLimits,
  takesOptions,
  type FieldType,
  type FormField,
} from '../core/work/form';
export { MAX_STEP_HOURS, MAX_STEPS, STEP_TREES, type StepTree } from '../core/work/steps';
export * from '../core/work/transitions';
export * from '../core/work/given-commands';
export type { Scores } from '../core/work/scoring';
export type { Criterion, Grade, LocalizedText } from '../core/work/standard';
