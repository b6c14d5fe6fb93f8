import { STANDARD, TASK, WORKFLOW, type Content } from '../../support/content-manager';
import { isRefusal } from '../../support/http';
import { NASTY, NAUGHTY, textsIn } from '../../support/nasty-texts';
import { uniqueName } from '../../support/names';
import { enterTown } from '../../support/town';
import { CRITERIA } from '../../support/work';

const town = enterTown('owner');
afterAll(() => town.leave());

interface Attribute {
  readonly type: string;
  readonly component?: string;
  readonly repeatable?: boolean;
}

interface ContentType {
  readonly uid: string;
  readonly kind: 'collectionType' | 'singleType';
  readonly isDisplayed: boolean;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** Where a text may stand in the form of a document. */
interface Field {
  readonly name: string;
  fill(text: string): Content;
}

const WRITTEN: Readonly<Record<string, (text: string) => unknown>> = {
  string: (text) => text,
  text: (text) => text,
  richtext: (text) => text,
  uid: (text) => text,
  json: (text) => ({ text }),
  blocks: (text) => [{ type: 'paragraph', children: [{ type: 'text', text }] }],
};

/** What a document of a type needs before it is kept as a draft. */
const NEEDED: Readonly<Record<string, () => Content>> = {
  'api::drive.drive': () => ({ name: uniqueName('drive') }),
  'api::expert.expert': () => ({}),
  'api::home.home': () => ({ headline: '首页' }),
  'api::role-model.role-model': () => ({}),
  'api::story.story': () => ({}),
  'api::tag.tag': () => ({ name: uniqueName('tag'), slug: uniqueName('tag') }),
  [TASK]: () => ({}),
  'api::theme.theme': () => ({ year: 2040, name: '主题', colours: { brand: '#B3261E' } }),
  [STANDARD]: () => ({ name: uniqueName('standard'), criteria: CRITERIA, passMark: 60 }),
  [WORKFLOW]: () => ({
    name: uniqueName('workflow'),
    claimMode: 'open',
    leaseHours: 72,
    appealWindowDays: 0,
  }),
};

const asOwner = (request: { method?: 'GET' | 'PUT' | 'POST'; path: string; body?: unknown }) =>
  town.send({ ...request, token: town.administratorToken });

async function find<Found>(path: string): Promise<readonly Found[]> {
  return (await asOwner({ path })).body.data as Found[];
}

/** Every text of a type, those in its components included. */
function fieldsOf({ attributes }: ContentType, components: readonly ContentType[]): Field[] {
  return Object.entries(attributes).flatMap(([name, { type, component, repeatable }]) => {
    const write = WRITTEN[type];
    if (write !== undefined) return [{ name, fill: (text) => ({ [name]: write(text) }) }];
    const part = components.find(({ uid }) => uid === component);
    if (part === undefined) return [];
    return fieldsOf(part, components).map((inner) => ({
      name: `${name}.${inner.name}`,
      fill: (text) => ({ [name]: repeatable ? [inner.fill(text)] : inner.fill(text) }),
    }));
  });
}

describe('the Content Manager', () => {
  let types: readonly ContentType[];
  let components: readonly ContentType[];
  /** Where each document is written and read. */
  const addresses = new Map<string, string>();

  beforeAll(async () => {
    components = await find('/content-manager/components');
    const all = await find<ContentType>('/content-manager/content-types');
    types = all.filter(({ uid, isDisplayed }) => isDisplayed && uid in NEEDED);
    for (const { uid, kind } of types) {
      const body = NEEDED[uid]?.() ?? {};
      const single = `/content-manager/single-types/${uid}`;
      if (kind === 'singleType') {
        expect((await asOwner({ method: 'PUT', path: single, body })).status).toBe(200);
        addresses.set(uid, single);
      } else {
        const id = await town.content.create(uid, body);
        addresses.set(uid, `/content-manager/collection-types/${uid}/${id}`);
      }
    }
  });

  /** What has become of a text: refused by name, kept as it is, or what went wrong. */
  async function fateOf({ uid }: ContentType, field: Field, text: string): Promise<string> {
    const path = addresses.get(uid) ?? '';
    const body = field.fill(text);
    const answer = await asOwner({ method: 'PUT', path, body });
    if (answer.status !== 200)
      return isRefusal(answer) ? 'refused' : `${answer.status} ${answer.text}`;
    const read = (await asOwner({ path })).body.data;
    return textsIn(read).includes(text) ? 'kept' : 'lost';
  }

  it('has a form for every type that people write', () => {
    expect(types.map(({ uid }) => uid).sort()).toEqual(Object.keys(NEEDED).sort());
  });

  it.each(Object.entries(NASTY))(
    'keeps or refuses %s, in every text of every type',
    async (_what, text) => {
      const fates: [place: string, fate: string][] = [];
      for (const type of types) {
        for (const field of fieldsOf(type, components)) {
          fates.push([`${type.uid} ${field.name}`, await fateOf(type, field, text)]);
        }
      }

      expect(fates.filter(([, fate]) => fate !== 'refused' && fate !== 'kept')).toEqual([]);
      expect(fates.length).toBeGreaterThan(30);
    },
  );

  it('keeps all that is naughty in the text of a story, byte for byte', async () => {
    const body = NAUGHTY.map((text) => ({ type: 'paragraph', children: [{ type: 'text', text }] }));
    const path = addresses.get('api::story.story') ?? '';
    const answer = await asOwner({ method: 'PUT', path, body: { body } });
    const read = await asOwner({ path });

    expect(answer.status).toBe(200);
    expect((read.body.data as { body: unknown }).body).toEqual(body);
  });
});
