import { readBoard, type BoardQuery } from '../../support/board';
import { linkTo, TASK } from '../../support/content-manager';
import { codeOf } from '../../support/http';
import { uniqueName } from '../../support/names';
import { buildOrganisation } from '../../support/people';
import { enterTown } from '../../support/town';
import { importSpots, openingsOf, spotRow } from '../../support/units';
import {
  buildClaim,
  buildDrive,
  buildOpening,
  taskContent,
  type Opening,
} from '../../support/work';

const town = enterTown();
afterAll(() => town.leave());

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

const EARTH_RADIUS = 6_371_008.8;
/** Metres in a degree of latitude. */
const DEGREE = (Math.PI / 180) * EARTH_RADIUS;

const SQUARE = { latitude: 22.8, longitude: 113 };

/** A point so many metres to the north and to the east; good to a metre in a town. */
function from({ latitude, longitude }: Point, north: number, east = 0): Point {
  const parallel = DEGREE * Math.cos((latitude / 180) * Math.PI);
  return { latitude: latitude + north / DEGREE, longitude: longitude + east / parallel };
}

/** The distance by way of the chord: another formula than the server's. */
function metresBetween(one: Point, other: Point): number {
  const [[x1, y1, z1], [x2, y2, z2]] = [vectorOf(one), vectorOf(other)];
  return 2 * EARTH_RADIUS * Math.asin(Math.hypot(x1 - x2, y1 - y2, z1 - z2) / 2);
}

function vectorOf({ latitude, longitude }: Point): [number, number, number] {
  const [north, east] = [(latitude / 180) * Math.PI, (longitude / 180) * Math.PI];
  return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)];
}

function asked({ latitude, longitude }: Point): string {
  return `${Number(latitude.toFixed(9))},${Number(longitude.toFixed(9))}`;
}

/** Openings of one category, so that nothing else is found; one for each place. */
async function buildAt(places: readonly Point[]): Promise<{ category: string; made: Opening[] }> {
  const category = uniqueName('category');
  const made: Opening[] = [];
  for (const place of places) made.push(await buildOpening(town, { data: { category, place } }));
  return { category, made };
}

async function idsOf(query: BoardQuery, call = town.visitor): Promise<string[]> {
  return (await readBoard(call, query)).map(({ id }) => id);
}

const idOf = ({ id }: Opening) => id;

describe('the board around a point', () => {
  it('shows what lies within, nearest first, and how far it is', async () => {
    const places = [1500, 3000, 500].map((metres) => from(SQUARE, metres));
    const { category, made } = await buildAt(places);
    await buildOpening(town, { data: { category } });
    const [second, , first] = made.map(idOf);
    const query = { category, near: asked(SQUARE) };

    expect(await readBoard(town.visitor, { ...query, within: 2000 })).toMatchObject([
      { id: first, distance: 500 },
      { id: second, distance: 1500 },
    ]);
    expect(await idsOf({ ...query, within: 499 })).toEqual([]);
    expect((await readBoard(town.visitor, { category })).map(({ distance }) => distance)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('shows what lies within, not what lies in the corners of the square around it', async () => {
    // 1273 m away, and 900 m in each direction.
    const { category } = await buildAt([from(SQUARE, 900, 900)]);
    const query = { category, near: asked(SQUARE) };

    expect(await idsOf({ ...query, within: 1260 })).toEqual([]);
    expect(await idsOf({ ...query, within: 1285 })).toHaveLength(1);
  });

  it('draws the line to the metre, in every direction', async () => {
    const directions = [0, 50, 100, 150, 200, 250, 300].map((angle) => (angle / 180) * Math.PI);
    const places = directions.map((angle, index) =>
      from(SQUARE, 1000 * (index + 1) * Math.cos(angle), 1000 * (index + 1) * Math.sin(angle)),
    );
    const { category, made } = await buildAt(places);
    const near = asked(SQUARE);

    for (const [index, place] of places.entries()) {
      const metres = metresBetween(SQUARE, place);
      const found = (within: number) => idsOf({ category, near, within });
      expect(await found(Math.ceil(metres))).toEqual(made.slice(0, index + 1).map(idOf));
      expect(await found(Math.floor(metres))).toEqual(made.slice(0, index).map(idOf));
    }
  });

  it.each([
    ['over the date line', [0, 179.999], [0, -179.999], 223],
    ['back over it', [-17, -179.999], [-17, 179.999], 213],
    ['on the date line by its other name', [5, 180], [5, -180], 0],
    ['over the north pole', [89.999, 20], [89.999, -160], 223],
    ['at the south pole', [-90, 0], [-89.999, 77], 112],
  ] as const)('looks %s', async (_, here, there, metres) => {
    const [near, place] = [here, there].map(([latitude, longitude]) => ({ latitude, longitude }));
    const { category, made } = await buildAt([place ?? SQUARE]);
    const found = (within: number) => idsOf({ category, near: asked(near ?? SQUARE), within });

    expect(await found(Math.max(1, metres))).toEqual(made.map(idOf));
    if (metres > 1) expect(await found(metres - 1)).toEqual([]);
  });

  it('gives pages that hold everything once, also what lies in one place', async () => {
    const places = [300, 100, 300, 300, 200].map((metres) => from(SQUARE, metres));
    const { category, made } = await buildAt(places);
    const query = { category, near: asked(SQUARE), within: 1000 };
    const whole = await idsOf(query);
    const ids = made.map(idOf);

    expect(whole.slice(0, 2)).toEqual([ids[1], ids[4]]);
    expect([...whole].sort()).toEqual([...ids].sort());
    for (const limit of [1, 2, 3]) expect(await idsOf({ ...query, limit })).toEqual(whole);
  });

  it('goes on where a reader was, although something nearer came meanwhile', async () => {
    const { category, made } = await buildAt([from(SQUARE, 200), from(SQUARE, 400)]);
    const query = { category, near: asked(SQUARE), within: 1000, limit: 1 };
    const first = await town.visitor('openings.find', { query });
    await buildOpening(town, { data: { category, place: from(SQUARE, 100) } });
    const second = await town.visitor('openings.find', {
      query: { ...query, cursor: first.nextCursor ?? '' },
    });

    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(made.map(idOf));
    expect(second.nextCursor).toBeNull();
  });
});

describe('the board by due date', () => {
  const moment = (day: number) => `2031-05-0${day}T08:00:00.000Z`;

  it('shows what is due from one moment on and before another', async () => {
    const category = uniqueName('category');
    const due = async (day: number) =>
      (await buildOpening(town, { data: { category, dueAt: moment(day) } })).id;
    const [first, second, third] = [await due(1), await due(2), await due(3)];
    await buildOpening(town, { data: { category } });
    const cases: [BoardQuery, string[]][] = [
      [{ dueAfter: moment(2) }, [third, second]],
      [{ dueBefore: moment(2) }, [first]],
      [{ dueAfter: moment(1), dueBefore: moment(3) }, [second, first]],
      [{ dueAfter: '2031-05-02T16:00:00+08:00', dueBefore: moment(3) }, [second]],
      [{ dueAfter: moment(2), dueBefore: moment(2) }, []],
    ];

    for (const [query, expected] of cases) {
      expect([query, await idsOf({ category, ...query })]).toEqual([query, expected]);
    }
  });
});

describe('the board by what an opening is about', () => {
  it('finds openings of tasks as a whole, and those of spots', async () => {
    const category = uniqueName('category');
    const whole = await buildOpening(town, { data: { category } });
    const { organisation } = whole;
    await importSpots(town, [spotRow(organisation, category)]);
    const units = { unitKind: 'spot', unitCategory: category };
    const data = await taskContent(town, { organisation, data: { category, ...units } });
    const taskId = await town.content.createPublished(TASK, data);
    const [spot] = await openingsOf(town, taskId);

    expect(await idsOf({ category, unitKind: 'none' })).toEqual([whole.id]);
    expect(await idsOf({ category, unitKind: 'spot' })).toEqual([spot?.id]);
    expect(await idsOf({ category, unitKind: 'household' })).toEqual([]);
  });
});

describe('the board by words', () => {
  const category = uniqueName('category');
  const texts = {
    river: ['清理河道', '沿岸垃圾和 Floating Waste', '东升村 Ａ区１２号'],
    market: ['整治集市', '占道经营_已劝导 100%', 'École 路 5!'],
    school: ['护学岗', 'C:\\path 与 1000 米', null],
  } as const;
  const ids = new Map<string, string>();
  beforeAll(async () => {
    for (const [name, [title, summary, address]] of Object.entries(texts)) {
      const place = address === null ? null : { address };
      const opening = await buildOpening(town, { data: { category, title, summary, place } });
      ids.set(opening.id, name);
    }
  });
  const namesOf = async (q: string) =>
    (await idsOf({ category, q })).map((id) => ids.get(id)).reverse();

  it.each([
    ['河道', ['river']],
    ['东升村', ['river']],
    ['floating waste', ['river']],
    ['WASTE 河道', ['river']],
    ['a区12号', ['river']],
    ['éCOLE', ['market']],
    ['整治 学', []],
    ['0%', ['market']],
    ['%', ['market']],
    ['_', ['market']],
    ['5!', ['market']],
    ['!', ['market']],
    ['c:\\PATH', ['school']],
    ['100', ['market', 'school']],
    ['\'; drop table "x', []],
  ])('finds %s', async (q, expected) => {
    expect(await namesOf(q)).toEqual(expected);
  });

  it('finds the words that a task was published with last', async () => {
    const { id, taskId } = await buildOpening(town, { data: { category, title: '修剪行道树' } });
    ids.set(id, 'trees');
    expect(await namesOf('行道树')).toEqual(['trees']);
    await town.content.publish('api::task.task', taskId, { title: '补种绿篱' });

    expect(await namesOf('行道树')).toEqual([]);
    expect(await namesOf('绿篱')).toEqual(['trees']);
  });
});

describe('the filters of the board together', () => {
  it('leave what fits all of them', async () => {
    const [category, parent] = [uniqueName('category'), await buildOrganisation(town)];
    const drive = await buildDrive(town);
    const organisation = await buildOrganisation(town, { parent });
    const fitting = {
      category,
      drive: linkTo(drive),
      title: '清理河道',
      place: from(SQUARE, 100),
      dueAt: '2031-05-02T08:00:00.000Z',
    };
    const opening = await buildOpening(town, { organisation, data: fitting });
    const { claimant } = await buildClaim(town, { opening });
    const misfits = [
      { title: '整治集市' },
      { place: from(SQUARE, 5000) },
      { dueAt: null },
      { drive: null },
    ];
    for (const misfit of misfits) {
      await buildOpening(town, { organisation, data: { ...fitting, ...misfit } });
    }
    await buildOpening(town, { data: fitting });
    const query = {
      category,
      drive,
      organisation: parent.id,
      q: '河道',
      near: asked(SQUARE),
      within: 1000,
      dueAfter: '2031-05-01T00:00:00Z',
      unitKind: 'none',
      state: 'open',
    } as const;

    expect(await idsOf(query)).toEqual([opening.id]);
    expect(await idsOf({ ...query, mine: 'true' }, claimant.call)).toEqual([opening.id]);
    expect(await idsOf({ ...query, state: 'closed' })).toEqual([]);
  });

  it.each([
    ['near=22.8,113', 'within'],
    ['within=100', 'near'],
    ['near=91,113&within=100', 'near.latitude'],
    ['near=-90.1,113&within=100', 'near.latitude'],
    ['near=22.8,180.5&within=100', 'near.longitude'],
    ['near=22.8&within=100', 'near'],
    ['near=22.8,113,5&within=100', 'near'],
    ['near=1e1,113&within=100', 'near'],
    ['near=here&within=100', 'near'],
    ['near=22.8,113&near=22.8,114&within=100', 'near'],
    ['near=22.8,113&within=0', 'within'],
    ['near=22.8,113&within=-5', 'within'],
    ['near=22.8,113&within=50001', 'within'],
    ['near=22.8,113&within=1.5', 'within'],
    ['near=22.8,113&within=far', 'within'],
    ['dueAfter=2031-05-02T00:00:00Z&dueBefore=2031-05-01T00:00:00Z', 'dueAfter'],
    ['dueAfter=2031-02-30T00:00:00Z', 'dueAfter'],
    ['dueBefore=tomorrow', 'dueBefore'],
    ['unitKind=galaxy', 'unitKind'],
    ['q=', 'q'],
    [`q=${'x'.repeat(101)}`, 'q'],
  ])('refuse %s by name', async (query, field) => {
    const answer = await town.send({ path: `/api/pioneer/openings?${query}` });

    expect([answer.status, codeOf(answer)]).toEqual([400, 'INPUT_INVALID']);
    expect(answer.body.error?.details.fields).toBe(field);
  });

  it.each(['dueAfter=0000-01-01T00:00:00Z', 'dueBefore=9999-12-31T23:59:59.999-23:59'])(
    'take %s, the furthest moments that can be said',
    async (query) => {
      expect((await town.send({ path: `/api/pioneer/openings?${query}` })).status).toBe(200);
    },
  );
});
