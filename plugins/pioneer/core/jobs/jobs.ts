/** What is too much for one transaction and is done a part at a time. */
export const JOB_KINDS = ['openUnits', 'openDates', 'enrol', 'audience'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** `failed`: tried often enough; whoever asks for it again starts it again. */
export const JOB_STATES = ['waiting', 'done', 'failed'] as const;
