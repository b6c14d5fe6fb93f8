import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERRORS, type ErrorCode, type ErrorEntry } from './errors';

const DOCUMENTATION = join(__dirname, '../../../docs/errors.md');
const entries = Object.entries(ERRORS) as [ErrorCode, ErrorEntry][];

function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort();
}

const OUR_OWN_FAULTS: Readonly<Record<string, number>> = {
  UNEXPECTED: 500,
  DATABASE_UNAVAILABLE: 503,
  TOO_MANY_AT_ONCE: 503,
  FILE_NOT_KEPT: 503,
  ACCESS_NOT_LOGGED: 503,
};

describe('the catalogue', () => {
  test.each(entries)('%s is named in upper snake case', (code) => {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  });

  test.each(entries)('%s has a text in both languages', (_code, { zh, en }) => {
    expect(zh).toMatch(/\p{Script=Han}.*。$/u);
    expect(en).toMatch(/^["{A-Z].*\.$/);
    expect(en).not.toMatch(/\p{Script=Han}/u);
  });

  test.each(entries)('%s has no exclamation mark', (_code, { zh, en }) => {
    expect(zh + en).not.toMatch(/[!！]/);
  });

  test.each(entries)('%s tells readers of both languages the same facts', (_code, { zh, en }) => {
    expect(placeholders(zh)).toEqual(placeholders(en));
  });

  test.each(entries)('%s travels with the status of a refusal', (code, { status }) => {
    const ours = OUR_OWN_FAULTS[code];
    if (ours !== undefined) expect(status).toBe(ours);
    else expect([400, 401, 403, 404, 409, 413, 415, 422, 429]).toContain(status);
  });

  test('is what docs/errors.md lists, no more and no less, with its statuses', () => {
    expect(existsSync(DOCUMENTATION)).toBe(true);
    const rows = readFileSync(DOCUMENTATION, 'utf8').matchAll(/^\| `([A-Z_]+)` +\| (\d+)/gm);
    const documented = [...rows].map(([, code, status]) => `${code} ${status}`);
    expect(documented.sort()).toEqual(
      entries.map(([code, { status }]) => `${code} ${status}`).sort(),
    );
  });
});
