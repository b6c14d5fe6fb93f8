import { randomUUID } from 'node:crypto';
import type { Answers } from 'strapi-plugin-pioneer/contract';
import { DRIVE, linkTo, STANDARD, TASK, type Content } from '../../support/content-manager';
import { codeOf, codeOfRefusal, refusalOf } from '../../support/http';
import { footprintOf } from '../../support/rows';
import { enterTown } from '../../support/town';
import {
  acknowledge,
  buildClaim,
  buildDrive,
  buildOpening,
  buildStandard,
  giveBack,
  GOOD_SCORES,
  lookAt,
  POOR_SCORES,
  submit,
  type Opening,
  type Work,
} from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

const BAGS = {
  key: 'bags',
  label: { zh: '清运袋数', en: 'Bags' },
  type: 'number',
  required: true,
  limits: { least: 0, most: 500 },
};
const TOOLS = {
  key: 'tools',
  label: { zh: '使用工具' },
  type: 'choices',
  options: [
    { key: 'broom', label: { zh: '扫帚' } },
    { key: 'boat', label: { zh: '船' } },
  ],
};
const WEATHER = { key: 'weather', label: { zh: '天气' }, type: 'text', limits: { most: 10 } };
const VISITED = { key: 'visited', label: { zh: '到过现场' }, type: 'yesNo', required: true };

const ANSWERS = { bags: 12, tools: ['boat'], weather: '小雨' };

/** A task whose standard asks for bags and tools, and whose drive asks for the weather. */
async function buildAsking(): Promise<Opening & { readonly standardId: string }> {
  const standardId = await buildStandard(town, {
    reportForm: [BAGS, TOOLS],
    verdictForm: [VISITED],
  });
  const drive = await buildDrive(town, { reportForm: [WEATHER] });
  // As many slots as the tests below take.
  const data = { standard: linkTo(standardId), drive: linkTo(drive), memberSlots: 50 };
  return { ...(await buildOpening(town, { data })), standardId };
}

let opening: Opening;
beforeAll(async () => {
  opening = await buildAsking();
});

function report({ claim, claimant }: Work, answers?: Answers, clientId: string = randomUUID()) {
  const { id, version } = claim;
  const body = {
    version,
    clientId,
    percent: 50,
    text: '已清理一半。',
    ...(answers && { answers }),
  };
  return claimant.call('claims.report', { params: { id }, body });
}

async function submitWith({ claim, claimant }: Work, answers: Answers) {
  const { id, version } = claim;
  const entry = { clientId: randomUUID(), text: '已全部完成。', selfCheck: GOOD_SCORES };
  const body = { version, ...entry, answers };
  return (await claimant.call('claims.submit', { params: { id }, body })).data;
}

async function buildSubmitted(): Promise<Work> {
  const work = await claimIn();
  return { ...work, claim: await submitWith(work, ANSWERS) };
}

/** A claim under the terms that the opening has now. */
async function claimIn(of: Opening = opening): Promise<Work> {
  const terms = await town.visitor('openings.findOne', { params: { id: of.id } });
  return buildClaim(town, { opening: { ...of, termsId: terms.data.terms.id } });
}

const placeOf = ({ claim }: Work) => ({ claimId: claim.id, openingId: opening.id });

describe('the form of reports', () => {
  it('is read with the terms: what the standard asks, then what the drive asks', async () => {
    const { data } = await town.visitor('openings.findOne', { params: { id: opening.id } });

    expect(data.terms.reportForm.map(({ key }) => key)).toEqual(['bags', 'tools', 'weather']);
    expect(data.terms.reportForm[0]).toEqual({ ...BAGS, options: [] });
    expect(data.terms.verdictForm.map(({ key }) => key)).toEqual(['visited']);
  });

  it('is answered with a report and a submission, and the answers are shown with them', async () => {
    const work = await claimIn();
    const { data: claim } = await report(work, { bags: 3 });
    await submitWith({ ...work, claim }, ANSWERS);

    const { reports } = await lookAt(work);
    expect(reports.map(({ answers }) => answers)).toEqual([{ bags: 3 }, ANSWERS]);
  });

  it.each<[string, Answers | undefined, string, object]>([
    ['no answers', undefined, 'ANSWER_MISSING', { key: 'bags' }],
    ['a required answer missing', { tools: ['boat'] }, 'ANSWER_MISSING', { key: 'bags' }],
    ['an answer too large', { bags: 501 }, 'ANSWER_OUTSIDE_LIMITS', { key: 'bags', found: 501 }],
    ['a text for a number', { bags: '12' }, 'ANSWER_TYPE_OFF', { key: 'bags' }],
    ['what is no option', { bags: 1, tools: ['drone'] }, 'ANSWER_NOT_AN_OPTION', { key: 'tools' }],
    ['what nobody asks', { bags: 1, noise: 'loud' }, 'ANSWER_UNKNOWN', { key: 'noise' }],
  ])(
    'refuses a report with %s by name, and nothing is half done',
    async (_what, answers, code, facts) => {
      const work = await claimIn();
      const before = await footprintOf(town, placeOf(work));

      expect(await refusalOf(report(work, answers))).toMatchObject({
        code,
        status: 400,
        details: facts,
      });
      expect(await footprintOf(town, placeOf(work))).toEqual(before);
    },
  );

  it('refuses a submission whose answers do not fit, and nothing is half done', async () => {
    const work = await claimIn();
    const before = await footprintOf(town, placeOf(work));

    expect(await codeOfRefusal(submit(work))).toBe('ANSWER_MISSING');
    expect(await footprintOf(town, placeOf(work))).toEqual(before);
  });

  it('does not let whoever may not report learn what is asked', async () => {
    const work = await claimIn();
    const { evaluator } = work;
    expect(await codeOfRefusal(report({ ...work, claimant: evaluator }))).toBe('CLAIM_NOT_YOURS');
  });

  it('knows a report again by its answers, too', async () => {
    const work = await claimIn();
    const clientId = randomUUID();
    await report(work, { bags: 3 }, clientId);
    await report(work, { bags: 3 }, clientId);

    expect(await codeOfRefusal(report(work, { bags: 4 }, clientId))).toBe('REPORT_CLIENT_ID_TAKEN');
    expect((await lookAt(work)).reports).toHaveLength(1);
  });

  it('asks nothing where nobody wrote one', async () => {
    const work = await buildClaim(town);
    expect(await codeOfRefusal(report(work, { bags: 1 }))).toBe('ANSWER_UNKNOWN');
    await report(work, {});
    expect((await lookAt(work)).reports[0]?.answers).toEqual({});
  });
});

describe('the form of verdicts', () => {
  it.each([
    ['accept', GOOD_SCORES],
    ['return', undefined],
    ['reject', POOR_SCORES],
  ] as const)(
    'is answered to %s, and the answers are shown with the verdict',
    async (decision, scores) => {
      const work = await buildSubmitted();
      const { id, version } = work.claim;
      const decide = (answers: Answers) =>
        work.evaluator.call(`claims.${decision}`, {
          params: { id },
          body: { version, reason: '见现场。', answers, ...(scores && { scores }) },
        });
      const before = await footprintOf(town, placeOf(work));

      expect(await codeOfRefusal(decide({}))).toBe('ANSWER_MISSING');
      expect(await codeOfRefusal(decide({ visited: true, bags: 1 }))).toBe('ANSWER_UNKNOWN');
      expect(await footprintOf(town, placeOf(work))).toEqual(before);

      await decide({ visited: true });
      const { verdicts } = await lookAt(work);
      expect(verdicts.map(({ answers }) => answers)).toEqual([{ visited: true }]);
    },
  );
});

describe('a form that changes', () => {
  it('leaves running claims with the form that they were taken under', async () => {
    const { standardId, ...asking } = await buildAsking();
    const older = await claimIn(asking);
    await town.content.update(STANDARD, standardId, { reportForm: [TOOLS] });
    await town.content.publish(TASK, asking.taskId);
    const newer = await claimIn(asking);

    expect(await codeOfRefusal(report(older, { weather: '晴' }))).toBe('ANSWER_MISSING');
    await report(older, ANSWERS);
    // What a client answers that still shows the old form.
    expect(await refusalOf(report(newer, ANSWERS))).toMatchObject({
      code: 'ANSWER_UNKNOWN',
      details: { key: 'bags' },
    });
    await report(newer, { weather: '晴' });
  });

  it('is taken up by a claim that is returned no more than by one that was not', async () => {
    const { standardId, ...asking } = await buildAsking();
    const work = await claimIn(asking);
    const submitted = { ...work, claim: await submitWith(work, ANSWERS) };
    await town.content.update(STANDARD, standardId, { reportForm: [], verdictForm: [] });
    await town.content.publish(TASK, asking.taskId);

    expect(await codeOfRefusal(giveBack(submitted))).toBe('ANSWER_MISSING');
    const { id, version } = submitted.claim;
    const body = { version, reason: '东侧仍有积水。', answers: { visited: true } };
    const { data } = await work.evaluator.call('claims.return', { params: { id }, body });
    const claim = await acknowledge({ ...work, claim: data });
    await submitWith({ ...work, claim }, ANSWERS);
  });
});

describe('a form that cannot be filled in', () => {
  it.each<[string, Content[], string]>([
    ['one key twice', [BAGS, BAGS], 'FORM_FIELDS_REPEATED'],
    ['a choice of nothing', [{ ...TOOLS, options: [] }], 'FORM_CHOICE_WITHOUT_OPTIONS'],
    [
      'limits around nothing',
      [{ ...BAGS, limits: { least: 2, most: 1 } }],
      'FORM_LIMITS_EXCLUDE_ALL',
    ],
    ['a field without a label', [{ key: 'bags', type: 'number' }], 'FORM_INVALID'],
    ['a type that there is not', [{ ...BAGS, type: 'colour' }], 'FORM_INVALID'],
  ])('is refused when it has %s', async (_what, reportForm, code) => {
    const standard = await buildStandard(town);
    const drive = await buildDrive(town);
    const answers = [
      await town.content.update(STANDARD, standard, { reportForm }),
      await town.content.update(STANDARD, standard, { verdictForm: reportForm }),
      await town.content.update(DRIVE, drive, { reportForm }),
    ];

    expect(answers.map(codeOf)).toEqual([code, code, code]);
    const fields = answers.map(({ body }) => body.error?.details.errors);
    expect(fields).toMatchObject([
      [{ path: ['reportForm'] }],
      [{ path: ['verdictForm'] }],
      [{ path: ['reportForm'] }],
    ]);
  });

  it('is refused as it is published when standard and drive ask under one key', async () => {
    const standard = linkTo(await buildStandard(town, { reportForm: [BAGS] }));
    const drive = linkTo(await buildDrive(town, { reportForm: [BAGS] }));
    await expect(buildOpening(town, { data: { standard, drive } })).rejects.toThrow(
      'FORM_FIELDS_REPEATED',
    );
  });
});

it('answers are nowhere in the record, which knows them by their HMAC', async () => {
  const work = await claimIn();
  const word = `雨${randomUUID().slice(0, 6)}`;
  await report(work, { bags: 1, weather: word });
  const events: { changes: unknown; payload: unknown }[] = await town
    .rows('pioneer_events')
    .whereIn('subject_id', [
      work.claim.id,
      ...(await town
        .rows('pioneer_reports')
        .where({ claim_id: work.claim.id })
        .pluck('document_id')),
    ])
    .select('changes', 'payload');

  expect(events).toHaveLength(3);
  expect(JSON.stringify(events)).not.toContain(word);
});
