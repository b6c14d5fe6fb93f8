import { DAY } from '../time';
import {
  findWorkflowProblem,
  resolveTerms,
  type ClaimRules,
  type DriveSource,
  type StandardSource,
  type TaskSource,
  type Workflow,
} from './terms';
import type { FormField } from './form';
import { DEFAULT_STEPS } from './steps';

const JUNE = Date.UTC(2026, 5, 1);

const RULES: ClaimRules = {
  leaseHours: 72,
  appealWindowDays: 0,
  waitingList: false,
  offerHours: 48,
  liveLimit: null,
  coolDownHours: 0,
  extensions: 0,
  withdrawalNeedsApproval: false,
};

const EVIDENCE = { before: 1, during: 0, after: 2 };
const ANYBODY = { audience: null, eligibility: null };

function standard(id: string, reportForm: FormField[] = []): StandardSource {
  const only = { key: 'a', label: { zh: '甲' }, weight: 100, mayNotApply: false, isVeto: false };
  const asked = { reportForm, verdictForm: [], evidence: EVIDENCE };
  return { id, name: id, criteria: [only], passMark: 60, grades: [], ...asked };
}
function workflow(id: string, leaseHours = 72): Workflow {
  const rules = { ...RULES, leaseHours, ...ANYBODY };
  return { id, name: id, claimMode: 'open', ...rules, steps: DEFAULT_STEPS };
}

const bare: TaskSource = {
  subject: { uid: 'api::task.task', id: 'task' },
  title: '清理河道',
  organisationId: 'organisation',
  claimMode: null,
  slots: { member: 1, organisation: 0 },
  units: { kind: 'none', category: null },
  points: 5,
  difficulty: 'normal',
  standard: null,
  workflow: null,
  opensAt: null,
  closesAt: null,
  dueAt: null,
  ...ANYBODY,
};
function field(key: string): FormField {
  const limits = { least: null, most: null };
  return { key, label: { zh: key }, type: 'text', required: true, options: [], limits };
}
const drive: DriveSource = {
  reportForm: [],
  standard: standard('of the drive'),
  workflow: workflow('of the drive', 24),
  opensAt: JUNE,
  closesAt: JUNE + 10 * DAY,
  dueAt: JUNE + 20 * DAY,
  ...ANYBODY,
};

function termsOf(task: TaskSource, from: DriveSource | null) {
  const decision = resolveTerms(task, from);
  if (!decision.ok) throw new Error(decision.refusal.code);
  return decision.terms;
}
function refusalOf(task: TaskSource, from: DriveSource | null) {
  const decision = resolveTerms(task, from);
  return decision.ok ? null : decision.refusal;
}

describe('terms', () => {
  test('take from the drive what the task does not say', () => {
    const terms = termsOf(bare, drive);
    expect(terms.standard.id).toBe('of the drive');
    expect(terms.leaseHours).toBe(24);
    expect([terms.opensAt, terms.closesAt, terms.dueAt]).toEqual([
      JUNE,
      JUNE + 10 * DAY,
      JUNE + 20 * DAY,
    ]);
  });

  test('take audience and eligibility, each, from the task, else the drive, else the workflow', () => {
    const own = { ...workflow('w'), audience: 'of workflow', eligibility: 'of workflow' };
    const of = (audience: string | null, eligibility: string | null) => ({ audience, eligibility });
    const governed = { ...drive, workflow: own };
    expect(termsOf(bare, governed)).toMatchObject(of('of workflow', 'of workflow'));
    const spoken = { ...governed, ...of('of drive', null) };
    expect(termsOf(bare, spoken)).toMatchObject(of('of drive', 'of workflow'));
    const task = { ...bare, ...of(null, 'of task') };
    expect(termsOf(task, spoken)).toMatchObject(of('of drive', 'of task'));
    expect(termsOf(bare, drive)).toMatchObject(ANYBODY);
  });

  test('ask in reports what the standard asks, then what the drive asks', () => {
    const task = { ...bare, standard: standard('of the task', [field('bags')]) };
    const terms = termsOf(task, { ...drive, reportForm: [field('weather')] });
    expect(terms.reportForm.map(({ key }) => key)).toEqual(['bags', 'weather']);
    expect(terms.standard).not.toHaveProperty('reportForm');
  });

  test('are refused when standard and drive ask under one key', () => {
    const task = { ...bare, standard: standard('of the task', [field('bags')]) };
    expect(refusalOf(task, { ...drive, reportForm: [field('bags')] })).toEqual({
      code: 'FORM_FIELDS_REPEATED',
      facts: { key: 'bags' },
    });
  });

  test('prefer the word of the task, part by part', () => {
    const task = {
      ...bare,
      standard: standard('of the task'),
      workflow: workflow('of the task', 5),
      closesAt: JUNE + DAY,
    };
    const terms = termsOf(task, drive);
    expect(terms.standard.id).toBe('of the task');
    expect(terms.leaseHours).toBe(5);
    expect(terms.closesAt).toBe(JUNE + DAY);
    expect(terms.dueAt).toBe(JUNE + 20 * DAY);
  });

  test('need no drive when the task says everything', () => {
    const task = { ...bare, standard: standard('s'), workflow: workflow('w') };
    expect(termsOf(task, null)).toEqual({
      subject: task.subject,
      workflowId: 'w',
      claimMode: 'open',
      slots: { member: 1, organisation: 0 },
      units: { kind: 'none', category: null },
      ...RULES,
      steps: DEFAULT_STEPS,
      standard: { id: 's', name: 's', criteria: task.standard.criteria, passMark: 60, grades: [] },
      reportForm: [],
      verdictForm: [],
      evidence: EVIDENCE,
      ...ANYBODY,
      opensAt: null,
      closesAt: null,
      dueAt: null,
      points: 5,
      difficulty: 'normal',
    });
  });

  test('take the claim mode of the task over that of the workflow', () => {
    const assigned: Workflow = { ...workflow('w'), claimMode: 'assign' };
    const task = { ...bare, standard: standard('s'), workflow: assigned };
    expect(termsOf(task, null).claimMode).toBe('assign');
    expect(termsOf({ ...task, claimMode: 'open' }, null).claimMode).toBe('open');
    expect(termsOf({ ...task, claimMode: 'everyone' }, null).claimMode).toBe('everyone');
  });

  test('say which units the task is about, and no category where there are none', () => {
    const task = { ...bare, standard: standard('s'), workflow: workflow('w') };
    const spots = { kind: 'spot', category: '积水' } as const;
    expect(termsOf({ ...task, units: spots }, null).units).toEqual(spots);
    expect(termsOf({ ...task, units: { ...spots, kind: 'none' } }, null).units).toEqual({
      kind: 'none',
      category: null,
    });
  });
});

describe('a task whose units are dates of posts', () => {
  const task = {
    ...bare,
    standard: standard('s'),
    workflow: { ...workflow('w'), claimMode: 'assign' } as const,
    units: { kind: 'date', category: '积水' } as const,
  };

  test('has units without a category', () => {
    expect(termsOf(task, null).units).toEqual({ kind: 'date', category: null });
  });

  test.each([
    ['is assigned', { claimMode: 'open' }, { mode: 'open', slots: task.slots.member }],
    ['takes members', { slots: { member: 0, organisation: 2 } }, { mode: 'assign', slots: 0 }],
  ] as const)('%s', (_rule, difference, facts) => {
    expect(resolveTerms({ ...task, ...difference }, null)).toEqual({
      ok: false,
      refusal: { code: 'TASK_DATES_UNASSIGNED', facts },
    });
  });
});

describe('an incomplete task', () => {
  test.each([
    ['title', { ...bare, title: '' }, drive],
    ['organisation', { ...bare, organisationId: null }, drive],
    ['standard', bare, { ...drive, standard: null }],
    ['workflow', bare, { ...drive, workflow: null }],
    ['standard, workflow', bare, null],
    ['title, organisation, standard, workflow', { ...bare, title: '', organisationId: null }, null],
  ])('is refused naming what is missing: %s', (missing, task, from) => {
    expect(refusalOf(task, from)).toEqual({ code: 'TASK_INCOMPLETE', facts: { missing } });
  });

  test('is refused without any slot', () => {
    const task = { ...bare, slots: { member: 0, organisation: 0 } };
    expect(refusalOf(task, drive)?.code).toBe('TASK_WITHOUT_SLOTS');
    const forOrganisations = { ...bare, slots: { member: 0, organisation: 1 } };
    expect(refusalOf(forOrganisations, drive)).toBeNull();
  });
});

describe('dates', () => {
  test.each([
    ['closes before it opens', { opensAt: JUNE, closesAt: JUNE - 1 }, 'closesAt'],
    ['closes the moment it opens', { opensAt: JUNE, closesAt: JUNE }, 'closesAt'],
    ['is due before it opens', { opensAt: JUNE, dueAt: JUNE - DAY }, 'dueAt'],
  ])('are refused when the task %s', (_title, dates, later) => {
    const from = { ...drive, opensAt: null, closesAt: null, dueAt: null };
    expect(refusalOf({ ...bare, ...dates }, from)).toEqual({
      code: 'TASK_DATES_DISORDERED',
      facts: { earlier: 'opensAt', later },
    });
  });

  test('are judged after task and drive were put together', () => {
    const opensLate = { ...bare, opensAt: JUNE + 11 * DAY };
    expect(refusalOf(opensLate, drive)?.facts).toEqual({ earlier: 'opensAt', later: 'closesAt' });
    const opensAndCloses = { ...opensLate, closesAt: JUNE + 12 * DAY };
    expect(refusalOf(opensAndCloses, drive)).toBeNull();
  });

  test('may let work go on after claiming is over', () => {
    const task = { ...bare, opensAt: JUNE, closesAt: JUNE + DAY, dueAt: JUNE + 30 * DAY };
    expect(refusalOf(task, drive)).toBeNull();
  });
});

describe('a workflow', () => {
  test.each<Partial<ClaimRules>>([
    { leaseHours: 1 },
    { leaseHours: 24 * 366 },
    { appealWindowDays: 90 },
    { offerHours: 1 },
    { offerHours: 24 * 31 },
    { liveLimit: 1 },
    { liveLimit: null },
    { coolDownHours: 24 * 92 },
    { extensions: 20 },
  ])('may say %j', (rules) => {
    expect(findWorkflowProblem({ ...RULES, ...rules })).toBeNull();
  });

  test.each<Partial<ClaimRules>>([
    { leaseHours: 0 },
    { leaseHours: 24 * 366 + 1 },
    { leaseHours: 1.5 },
    { leaseHours: Number.NaN },
    { appealWindowDays: -1 },
    { appealWindowDays: 91 },
    { offerHours: 0 },
    { offerHours: 24 * 31 + 1 },
    { liveLimit: 0 },
    { coolDownHours: -1 },
    { extensions: 21 },
  ])('is refused for %j and names the field', (rules) => {
    expect(findWorkflowProblem({ ...RULES, ...rules })).toMatchObject({
      code: 'WORKFLOW_INVALID',
      facts: { field: Object.keys(rules)[0] },
    });
  });
});
