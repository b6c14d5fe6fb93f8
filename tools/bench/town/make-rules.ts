import { CRITERIA, PASS_MARK } from '../../replay/run/prepare-town';
import type { Stage } from '../stage';

/** The ids of what tasks of a bench go by. */
export interface Rules {
  readonly standard: string;
  readonly workflow: string;
}

/** A standard, and a workflow in which whoever comes first has the work; one step unless told. */
export async function makeRules(
  { administrator }: Pick<Stage, 'administrator'>,
  workflow: { readonly steps?: readonly object[] } = {},
): Promise<Rules> {
  return {
    standard: await administrator.create('plugin::pioneer.standard', {
      name: 'Bench',
      criteria: CRITERIA,
      passMark: PASS_MARK,
    }),
    workflow: await administrator.create('plugin::pioneer.workflow', {
      name: 'Bench',
      claimMode: 'open',
      leaseHours: 72,
      appealWindowDays: 0,
      ...workflow,
    }),
  };
}
