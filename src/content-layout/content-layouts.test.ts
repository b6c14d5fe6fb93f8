import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTENT_LAYOUTS } from './content-layouts';
import { displayNameOf, type ContentLayout, type Phrase } from './layout';

interface Schema {
  readonly info: { readonly displayName: string };
  readonly attributes: Readonly<Record<string, Attribute>>;
}

interface Attribute {
  readonly type: string;
  readonly enum?: readonly string[];
  readonly visible?: boolean;
}

/** The schema of a type or component of the project; null for types of the plugin. */
function schemaOf({ uid }: ContentLayout): Schema | null {
  const path = pathOf(uid);
  return path === null ? null : (JSON.parse(readFileSync(path, 'utf8')) as Schema);
}

function pathOf(uid: string): string | null {
  const [, type] = /^api::([a-z-]+)\.\1$/.exec(uid) ?? [];
  if (type !== undefined) return join('src/api', type, 'content-types', type, 'schema.json');
  const [, category, name] = /^([a-z]+)\.([a-z-]+)$/.exec(uid) ?? [];
  return name === undefined ? null : join('src/components', category ?? '', `${name}.json`);
}

const OWN = CONTENT_LAYOUTS.flatMap((layout) => {
  const schema = schemaOf(layout);
  return schema === null ? [] : [{ uid: layout.uid, layout, schema }];
});

/** Every text that an editor may read, with the place where it is written. */
function phrasesOf({ uid, name, fields }: ContentLayout): [place: string, phrase: Phrase][] {
  return [
    [uid, name],
    ...Object.entries(fields).flatMap(([field, { label, help, placeholder, values = {} }]) =>
      [label, help, placeholder, ...Object.values(values)]
        .filter((phrase) => phrase !== undefined)
        .map((phrase): [string, Phrase] => [`${uid}.${field}`, phrase]),
    ),
  ];
}

describe('the layouts', () => {
  it('cover every type and component of the project', () => {
    const types = readdirSync('src/api').map((name) => `api::${name}.${name}`);
    const components = readdirSync('src/components').flatMap((category) =>
      readdirSync(join('src/components', category)).map(
        (file) => `${category}.${file.replace('.json', '')}`,
      ),
    );

    expect(OWN.map(({ uid }) => uid).sort()).toEqual([...types, ...components].sort());
  });

  // A hidden one would be shown until the next start: the Content Manager then takes it out.
  it.each(OWN)('label every attribute of $uid that is not hidden', ({ layout, schema }) => {
    const shown = Object.entries(schema.attributes).filter(([, { visible }]) => visible !== false);
    expect(Object.keys(layout.fields).sort()).toEqual(shown.map(([name]) => name).sort());
  });

  it.each(OWN)('name $uid as its schema does', ({ layout, schema }) => {
    expect(schema.info.displayName).toBe(displayNameOf(layout));
  });

  it.each(OWN)('name every value of every enumeration of $uid', ({ layout, schema }) => {
    for (const [name, { enum: values = [] }] of Object.entries(schema.attributes)) {
      expect(Object.keys(layout.fields[name]?.values ?? {})).toEqual(values);
    }
  });

  it.each(OWN)(
    'give fields that cannot share a row of $uid the whole row',
    ({ layout, schema }) => {
      const wide = ['blocks', 'component', 'json', 'richtext', 'dynamiczone'];
      const cells = layout.sections.flat(2);
      const narrow = cells.filter(
        ([name, width]) => wide.includes(schema.attributes[name]?.type ?? '') && width !== 12,
      );

      expect(narrow).toEqual([]);
    },
  );

  it.each(CONTENT_LAYOUTS)('place every field of $uid once', ({ sections, fields }) => {
    const placed = sections.flat(2).map(([name]) => name);

    expect(placed.sort()).toEqual(Object.keys(fields).sort());
  });

  it.each(CONTENT_LAYOUTS)('fill no row of $uid beyond twelve columns', ({ sections }) => {
    for (const row of sections.flat()) {
      expect(row.reduce((sum, [, width]) => sum + width, 0)).toBeLessThanOrEqual(12);
    }
  });

  it.each(CONTENT_LAYOUTS)('say everything of $uid in both languages', (layout) => {
    for (const [place, { zh, en }] of phrasesOf(layout)) {
      expect([place, zh]).toEqual([place, expect.stringMatching(/\p{Script=Han}/u)]);
      expect([place, en]).toEqual([
        place,
        expect.stringMatching(/^[A-Z0-9#"][^\p{Script=Han}]*$/u),
      ]);
      expect([place, zh + en]).toEqual([place, expect.not.stringMatching(/[!！]/)]);
    }
  });

  it('have one word for one value, because Strapi looks it up by nothing else', () => {
    const words = new Map<string, string>();
    for (const { values = {} } of CONTENT_LAYOUTS.flatMap(({ fields }) => Object.values(fields))) {
      for (const [value, { zh, en }] of Object.entries(values)) {
        expect([value, words.get(value) ?? `${zh} ${en}`]).toEqual([value, `${zh} ${en}`]);
        words.set(value, `${zh} ${en}`);
      }
    }
  });
});
