import { findSchemaDifference, type TableShape } from './compare-schemas';

function table(name: string, columns: Readonly<Record<string, string>>): TableShape {
  return {
    name,
    columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
  };
}

const here = [table('claims', { id: 'increments', state: 'string' }), table('tags', { id: 'x' })];

it.each<[string, TableShape[], string | null]>([
  ['the same tables', here, null],
  ['the same in another order', [...here].reverse(), null],
  [
    'columns in another order',
    [table('tags', { id: 'x' }), table('claims', { state: 'string', id: 'increments' })],
    null,
  ],
  [
    'a table more',
    [...here, table('boats', {})],
    'it has the table boats, which is not known here',
  ],
  ['a table less', here.slice(0, 1), 'it lacks the table tags'],
  [
    'a column more',
    [table('claims', { id: 'increments', state: 'string', colour: 'string' }), ...here.slice(1)],
    'its claims has a column colour, which is not known here',
  ],
  [
    'a column less',
    [table('claims', { id: 'increments' }), ...here.slice(1)],
    'its claims has no column state',
  ],
  [
    'a column of another type',
    [table('claims', { id: 'increments', state: 'text' }), ...here.slice(1)],
    'its claims.state is of type text, expected string',
  ],
])('of %s says %j', (_title, saved, difference) => {
  expect(findSchemaDifference(saved, here)).toBe(difference);
});
