import { OPENING_STATES } from '../../../core/work/claim-opening';
import type { Answers } from '../../../core/work/answers';
import type { Form } from '../../../core/work/form';
import type { Scores } from '../../../core/work/scoring';
import type { Criterion, Grade } from '../../../core/work/standard';
import { UNIT_KINDS } from '../../../core/units/units';
import { CLAIM_MODES, CLAIM_STATES, CLAIMANT_KINDS } from '../../../core/work/states';
import { searchTextOf } from '../../../core/work/search-text';
import { DIFFICULTIES, PRIORITIES, type Terms } from '../../../core/work/terms';
import { REPORT_KINDS, VERDICT_DECISIONS } from '../../../contract/work';
import type { WorkflowStep } from '../../../contract/work-rules';
import {
  choice,
  concealed,
  decimal,
  editedBy,
  flag,
  float,
  initially,
  instant,
  integer,
  json,
  longText,
  nullable,
  string,
  unrecorded,
} from '../shared/columns';
import { governedTable, type RowOf } from '../shared/table';

const form = () => editedBy('plugin::pioneer.form', concealed(nullable(json<Form>())));

/**
 * Criteria with weights, a pass mark, grades and the forms to fill in; edited in the admin panel,
 * frozen into terms.
 */
export const standards = governedTable({
  subject: 'standard',
  plural: 'standards',
  displayName: 'Work standard',
  visible: true,
  columns: {
    name: concealed(string()),
    criteria: editedBy('plugin::pioneer.criteria', concealed(json<readonly Criterion[]>())),
    passMark: initially(60, decimal()),
    grades: editedBy('plugin::pioneer.grades', concealed(nullable(json<readonly Grade[]>()))),
    reportForm: form(),
    verdictForm: form(),
    /** How many pieces of evidence reports show at least when work is submitted. */
    evidenceBefore: initially(0, integer()),
    evidenceDuring: initially(0, integer()),
    evidenceAfter: initially(0, integer()),
  },
});

/** See core/work/audience.ts. */
const expression = () => concealed(nullable(longText()));

/** How claims are taken and evaluated; edited in the admin panel, frozen into terms. */
export const workflows = governedTable({
  subject: 'workflow',
  plural: 'workflows',
  displayName: 'Workflow',
  visible: true,
  columns: {
    name: concealed(string()),
    claimMode: initially('open', choice(CLAIM_MODES)),
    leaseHours: initially(72, integer()),
    appealWindowDays: initially(0, integer()),
    waitingList: initially(false, flag()),
    offerHours: initially(48, integer()),
    liveLimit: nullable(integer()),
    coolDownHours: initially(0, integer()),
    extensions: initially(0, integer()),
    withdrawalNeedsApproval: initially(false, flag()),
    audience: expression(),
    eligibility: expression(),
    /** Empty: one step, by evaluators of the opening's organisation. */
    steps: editedBy('plugin::pioneer.steps', concealed(nullable(json<readonly WorkflowStep[]>()))),
  },
});

/** Immutable and content-addressed: one row per task and content, never changed. */
export const terms = governedTable({
  subject: 'terms',
  plural: 'terms-versions',
  displayName: 'Terms',
  columns: {
    taskUid: string(),
    taskId: string(),
    /** SHA-256 of the canonical content. */
    hash: string(),
    content: concealed(json<Terms>()),
  },
  unique: [['taskId', 'hash']],
});

/**
 * A task, or one of its units, as members see it. Texts and place are copies of the published task
 * and the unit, so that a board page is one select; the counters are what never oversells.
 */
export const openings = governedTable({
  subject: 'opening',
  plural: 'openings',
  displayName: 'Opening',
  columns: {
    /**
     * What a search looks into; follows from the texts. The first of so many, because PostgreSQL has to
     * pass by all before it, in each row that is looked into.
     */
    searchText: unrecorded(initially('', longText())),
    taskUid: string(),
    taskId: string(),
    unitKind: initially('none', choice(UNIT_KINDS)),
    unitId: initially('', string()),
    /** What people call the unit: a spot's or household's code, an organisation's name. */
    unitLabel: concealed(initially('', string())),
    /** Which finding of a spot it is about; 1 for everything else. */
    occurrence: initially(1, integer()),
    termsId: string(),
    state: choice(OPENING_STATES),
    claimMode: choice(CLAIM_MODES),
    waitingList: flag(),
    slug: concealed(string()),
    title: concealed(string()),
    summary: concealed(longText()),
    category: concealed(string()),
    priority: choice(PRIORITIES),
    difficulty: choice(DIFFICULTIES),
    points: integer(),
    organisationId: string(),
    driveId: nullable(string()),
    address: concealed(nullable(string())),
    latitude: concealed(nullable(float())),
    longitude: concealed(nullable(float())),
    memberSlots: integer(),
    organisationSlots: integer(),
    opensAt: nullable(instant()),
    closesAt: nullable(instant()),
    dueAt: nullable(instant()),
    openedAt: instant(),
    memberTaken: unrecorded(initially(0, integer())),
    organisationTaken: unrecorded(initially(0, integer())),
    accepted: unrecorded(initially(0, integer())),
    /** Who sees it: see audience/tables.ts. Null: everybody. */
    audienceHash: unrecorded(nullable(string())),
    /** Who will see it, as soon as it is known who that is. */
    nextAudienceHash: unrecorded(nullable(string())),
  },
  derive: ({ title, summary, address, unitLabel }) => ({
    searchText: searchTextOf([title, summary, address, unitLabel]),
  }),
  unique: [['taskId', 'taskUid', 'unitKind', 'unitId', 'occurrence']],
  indexes: [
    ['openedAt', 'id'],
    ['organisationId', 'openedAt', 'id'],
    ['driveId', 'openedAt'],
    ['category', 'openedAt'],
    ['unitId'],
    ['unitKind', 'openedAt'],
    ['latitude', 'longitude'],
    ['dueAt'],
    // The board, newest first, of one audience: all that it filters by is read from the index.
    [
      'audienceHash',
      'state',
      'openedAt',
      'id',
      'organisationId',
      'driveId',
      'taskId',
      'category',
      'unitKind',
      'dueAt',
      'latitude',
      'longitude',
    ],
    // The same with what words are looked for in: without it each row would be fetched from the table.
    ['state', 'audienceHash', 'openedAt', 'id', 'searchText'],
    ['nextAudienceHash'],
    ['termsId'],
  ],
});

/** One claimant's undertaking of one opening. States and commands: core/work/transitions.ts. */
export const claims = governedTable({
  subject: 'claim',
  plural: 'claims',
  displayName: 'Claim',
  columns: {
    openingId: string(),
    termsId: string(),
    /** Of the terms: limits count a claimant's claims under one workflow. */
    workflowId: string(),
    claimantKind: choice(CLAIMANT_KINDS),
    claimantId: string(),
    /** The member who claimed; of an organisation that was named, who first answers for it. */
    leadId: nullable(string()),
    organisationId: nullable(string()),
    state: choice(CLAIM_STATES),
    round: integer(),
    step: integer(),
    percent: integer(),
    score: nullable(decimal()),
    claimedAt: instant(),
    leaseEndsAt: nullable(instant()),
    dueAt: nullable(instant()),
    dueRemindsAt: nullable(instant()),
    submittedAt: nullable(instant()),
    acknowledgedAt: nullable(instant()),
    decidedAt: nullable(instant()),
    appealEndsAt: nullable(instant()),
    endedAt: nullable(instant()),
    /** Where the present step begins to look for evaluators. */
    evaluatingId: nullable(string()),
    stepEndsAt: nullable(instant()),
    stepRemindsAt: nullable(instant()),
    /** How long an offered slot is kept; stays on a claim whose offer ran out. */
    offerEndsAt: nullable(instant()),
    withdrawalAskedAt: nullable(instant()),
    /** Why the claimant wants to give up, and why a manager said no. */
    withdrawalReason: concealed(nullable(longText())),
    withdrawalAnswer: concealed(nullable(longText())),
    /** How many times the claimant has extended the lease. */
    extended: initially(0, integer()),
    /** Why it was moved to the terms that it is under. */
    termsReason: concealed(nullable(longText())),
    /** Why it was withdrawn, declined, refused or cancelled. */
    endReason: concealed(nullable(longText())),
    /** `opening:kind:claimant` while the claim lives, NULL once it ended: one live claim each. */
    liveKey: nullable(string()),
  },
  unique: [['liveKey']],
  indexes: [
    // Views of claims, each in its order and with what it is narrowed by.
    ['claimantId', 'claimedAt', 'id', 'claimantKind', 'state', 'dueAt'],
    ['evaluatingId', 'state', 'submittedAt', 'id', 'dueAt'],
    ['state', 'submittedAt', 'id', 'evaluatingId', 'dueAt'],
    ['state', 'claimedAt', 'id', 'openingId', 'dueAt'],
    ['state', 'dueAt', 'id', 'openingId'],
    ['termsId', 'state', 'submittedAt'],
    ['withdrawalAskedAt', 'state', 'openingId', 'claimedAt', 'id'],
    // Both: of everyone's claims on one opening, one claimant's is looked up for each member. What a
    // claimant holds is read from the index alone.
    ['claimantId', 'openingId', 'claimantKind', 'liveKey'],
    ['openingId', 'state', 'claimedAt'],
    ['state', 'offerEndsAt'],
    ['state', 'leaseEndsAt'],
    ['state', 'dueRemindsAt'],
    ['state', 'appealEndsAt'],
    ['state', 'stepEndsAt'],
    ['state', 'stepRemindsAt'],
  ],
});

/** A member who shares in an organisation's claim. */
export const coClaimants = governedTable({
  subject: 'coClaimant',
  plural: 'co-claimants',
  displayName: 'Co-claimant',
  columns: {
    claimId: string(),
    memberId: string(),
  },
  unique: [['claimId', 'memberId']],
  indexes: [['memberId']],
});

/** Members whom a step of the terms asks by name; follows from the terms, for joins. */
export const stepEvaluators = governedTable({
  subject: 'stepEvaluator',
  plural: 'step-evaluators',
  displayName: 'Evaluator by name',
  columns: {
    termsId: unrecorded(string()),
    step: unrecorded(integer()),
    memberId: unrecorded(string()),
  },
  unique: [['termsId', 'step', 'memberId']],
  indexes: [['memberId']],
});

/** One entry of work, or the submission of a round; never changed. */
export const reports = governedTable({
  subject: 'report',
  plural: 'reports',
  displayName: 'Progress report',
  columns: {
    claimId: string(),
    memberId: string(),
    /** Made by the client and unique for ever: a report sent twice arrives once. */
    clientId: string(),
    kind: choice(REPORT_KINDS),
    round: integer(),
    percent: integer(),
    text: concealed(longText()),
    /** To the report form of the claim's terms. */
    answers: concealed(initially({}, json<Answers>())),
    selfCheck: nullable(json<Scores>()),
    reportedAt: instant(),
  },
  unique: [['clientId']],
  indexes: [['claimId', 'reportedAt'], ['memberId']],
});

/** One evaluator's decision at one step of one round; never changed. */
export const verdicts = governedTable({
  subject: 'verdict',
  plural: 'verdicts',
  displayName: 'Verdict',
  columns: {
    claimId: string(),
    round: integer(),
    step: integer(),
    evaluatorId: string(),
    decision: choice(VERDICT_DECISIONS),
    scores: nullable(json<Scores>()),
    score: nullable(decimal()),
    /** Which version of the formula made the score out of the scores. */
    scoreFormula: nullable(integer()),
    /** To the verdict form of the claim's terms. */
    answers: concealed(initially({}, json<Answers>())),
    reason: concealed(longText()),
    decidedAt: instant(),
  },
  unique: [['claimId', 'round', 'step']],
  indexes: [['evaluatorId']],
});

export type WorkflowRow = RowOf<typeof workflows>;
export type TermsRow = RowOf<typeof terms>;
export type OpeningRow = RowOf<typeof openings>;
export type ClaimRow = RowOf<typeof claims>;
export type ReportRow = RowOf<typeof reports>;
export type VerdictRow = RowOf<typeof verdicts>;

/** Tables whose every change is an event. */
export const recordedWorkTables = [
  standards,
  workflows,
  terms,
  openings,
  claims,
  coClaimants,
  reports,
  verdicts,
];

export const workTables = [...recordedWorkTables, stepEvaluators];
