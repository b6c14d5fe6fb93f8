import type { Answer } from '../../support/http';
import type { Scene } from './people-of-scan';

/** What an answer shows of somebody, and in which of its fields. */
export interface Shown {
  readonly what: 'name' | 'phone' | 'email';
  /** Keys from the outside to the inside; items of lists share one: data[].by.name */
  readonly field: string;
}

/** A member number may look like a phone: it is looked at for phones that are known alone. */
const NUMBER = /(^|[.\]])(number|signInName|username)$/;

// Neither part of a longer number nor of an id.
const PHONE = /(?<!\w)(?:\+?86)?1[3-9]\d{9}(?!\w)/;
const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+/u;

/** The address of accounts that have none; it tells nothing that their id does not. */
const PLACEHOLDER = /[a-z0-9]{24}@members\.invalid/g;

/** Everything that an answer shows of the people of the scene, and every phone and address. */
export function shownBy({ text, body }: Pick<Answer, 'text' | 'body'>, scene: Scene): Shown[] {
  const isJson = Object.keys(body).length > 0;
  const shown = new Map<string, Shown>();
  for (const [field, value] of isJson ? fieldsOf(body, '') : [['', text] as const]) {
    for (const what of kindsIn(field, value, scene)) shown.set(`${what} ${field}`, { what, field });
  }
  return [...shown.values()];
}

function kindsIn(field: string, value: string, { people }: Scene): Shown['what'][] {
  const marked = Object.values(people);
  const kinds: Shown['what'][] = [];
  if (marked.some(({ name }) => value.includes(name))) kinds.push('name');
  const holdsPhone =
    marked.some(({ phone }) => value.includes(phone)) || (PHONE.test(value) && !NUMBER.test(field));
  if (holdsPhone) kinds.push('phone');
  if (EMAIL.test(value.replaceAll(PLACEHOLDER, ''))) kinds.push('email');
  return kinds;
}

/** Every text and number of a body, also where it is a key. */
function* fieldsOf(part: unknown, field: string): Generator<readonly [string, string]> {
  if (Array.isArray(part)) {
    for (const item of part) yield* fieldsOf(item, `${field}[]`);
  } else if (typeof part === 'object' && part !== null) {
    for (const [key, value] of Object.entries(part)) {
      yield [`${field}.*`, key];
      yield* fieldsOf(value, field === '' ? key : `${field}.${key}`);
    }
  } else if (typeof part === 'string' || typeof part === 'number') {
    yield [field, String(part)];
  }
}
