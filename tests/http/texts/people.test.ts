import { randomUUID } from 'node:crypto';
import { linkTo, type Content } from '../../support/content-manager';
import { kept, MEDLEY, NAUGHTY, SHORT_MEDLEY, textsIn } from '../../support/nasty-texts';
import { uniqueName } from '../../support/names';
import { buildOrganisation } from '../../support/people';
import { enterTown } from '../../support/town';
import {
  buildClaim,
  buildOpening,
  buildStandard,
  CRITERIA,
  GOOD_SCORES,
  look,
  POOR_SCORES,
  report,
  type ReachableState,
} from '../../support/work';

const town = enterTown('owner');
afterAll(() => town.leave());

/** As many of them as fit into one text of a report. */
const PAGE = 4500;

/** Texts put together with a line for each, none longer than a page. */
function pagesOf(texts: readonly string[]): string[] {
  const pages: string[] = [];
  for (const text of texts) {
    const page = pages.at(-1);
    if (page === undefined || page.length + text.length > PAGE) pages.push(text);
    else pages[pages.length - 1] = `${page}\n${text}`;
  }
  return pages;
}

describe('what people write about work', () => {
  const entry = (text: string) => ({ clientId: randomUUID(), text, answers: { remark: text } });
  const COMMANDS: readonly (readonly [
    command: string,
    state: ReachableState,
    by: 'claimant' | 'evaluator',
    body: (text: string) => object,
  ])[] = [
    ['report', 'active', 'claimant', (text) => ({ ...entry(text), percent: 50 })],
    ['submit', 'active', 'claimant', (text) => ({ ...entry(text), selfCheck: GOOD_SCORES })],
    ['withdraw', 'active', 'claimant', (reason) => ({ reason })],
    ['accept', 'submitted', 'evaluator', (reason) => ({ scores: GOOD_SCORES, reason })],
    ['return', 'submitted', 'evaluator', (reason) => ({ reason })],
    ['reject', 'submitted', 'evaluator', (reason) => ({ scores: POOR_SCORES, reason })],
  ];

  let standard: Content;
  beforeAll(async () => {
    const remark = { key: 'remark', label: { zh: '说明' }, type: 'text' };
    standard = linkTo(await buildStandard(town, { criteria: CRITERIA, reportForm: [remark] }));
  });

  it.each(COMMANDS)('comes back as it was sent: %s', async (command, state, by, bodyOf) => {
    const opening = await buildOpening(town, { data: { standard } });
    const work = await buildClaim(town, { state, opening });
    const answer = await town.send({
      method: 'POST',
      path: `/api/pioneer/claims/${work.claim.id}/${command}`,
      token: work[by].token,
      body: { version: work.claim.version, ...bodyOf(MEDLEY) },
    });

    expect(answer.status).toBe(200);
    const read = textsIn(await look(work.claimant, work.claim.id));
    const { text, answers } = bodyOf(MEDLEY) as { text?: string; answers?: object };
    const sent = textsIn({ text: text ?? MEDLEY, answers });
    expect(read.filter((one) => one === kept(MEDLEY)).length).toBeGreaterThanOrEqual(sent.length);
  });

  it('comes back as it was sent: all that is naughty, page by page', async () => {
    const pages = pagesOf(NAUGHTY);
    const { claimant, ...work } = await buildClaim(town);
    let { claim } = work;
    for (const text of pages) claim = await report({ claim, claimant }, { text });
    const { reports } = await look(claimant, claim.id);

    expect(reports.map(({ text }) => text)).toEqual(pages.map(kept));
  });
});

/** What an import makes of the row of one text: the text as it was stored, or the refusal of the row. */
type Imported = readonly (readonly [text: string, stored: string | null])[];

const TEXTS = [...NAUGHTY, MEDLEY, SHORT_MEDLEY];

describe('imported texts', () => {
  const IMPORTS = {
    organisations: async (): Promise<Imported> => {
      const rows = TEXTS.map((name) => ({
        code: uniqueName('text').toUpperCase(),
        name,
        kind: [...name].slice(0, 10).join(''),
        parentCode: null,
      }));
      await town.administrator('organisations.import', { body: { rows } });
      return storedIn('pioneer_organisations', 'code', 'name', rows);
    },
    members: async (): Promise<Imported> => {
      const rows = TEXTS.map((name) => ({ number: uniqueName('m'), name, memberships: [] }));
      await town.administrator('members.import', { body: { rows } });
      return storedIn('pioneer_members', 'number', 'name', rows);
    },
    spots: async (): Promise<Imported> => {
      const { code: organisationCode } = await buildOrganisation(town);
      const rows = TEXTS.map((address) => ({
        code: uniqueName('spot').toUpperCase(),
        organisationCode,
        category: '整治',
        address,
        latitude: null,
        longitude: null,
      }));
      await town.administrator('spots.import', { body: { rows } });
      return storedIn('pioneer_spots', 'code', 'address', rows);
    },
  } as const;

  async function storedIn<
    Row extends Readonly<Record<Key | Text, unknown>>,
    Key extends string,
    Text extends string,
  >(table: string, key: Key, text: Text, rows: readonly Row[]): Promise<Imported> {
    const found: Row[] = await town.rows(table).whereIn(
      key,
      rows.map((row) => String(row[key])),
    );
    const byKey = new Map(found.map((row) => [row[key], String(row[text])]));
    return rows.map((row) => [String(row[text]), byKey.get(row[key]) ?? null]);
  }

  it.each(Object.keys(IMPORTS) as (keyof typeof IMPORTS)[])(
    'are those that were sent, or their row is refused: %s',
    async (name) => {
      const imported = await IMPORTS[name]();
      const mangled = imported.filter(([text, stored]) => stored !== null && stored !== kept(text));

      expect(mangled).toEqual([]);
      expect(imported.filter(([, stored]) => stored !== null).length).toBeGreaterThan(300);
    },
  );
});
