import { INVENTORY } from 'strapi-plugin-pioneer/contract';
import { columnsOf, type DatabaseColumn } from '../../support/every-column';
import { enterTown } from '../../support/town';

const town = enterTown();
afterAll(() => town.leave());

/** Tables that only join others: ids and places in an order. */
const JOINS = /_(lnk|mph|cmps)$/;

/** Whole numbers, moments and flags; what can be typed into, or points to a place, is none. */
const PLAIN_TYPE = /^(integer|bigint|boolean|datetime|date|timestamp.*|xid8)$/;

/** References, and what every row carries. */
const PLAIN_NAME = /^(id|document_id|locale|salt|.+_id)$/;

let columns: DatabaseColumn[];
beforeAll(async () => void (columns = await columnsOf(town.rows)));

function isListed({ table, column }: DatabaseColumn): boolean {
  const listed = INVENTORY[table];
  return listed !== undefined && (column in listed.personal || listed.impersonal.includes(column));
}

describe('the inventory of personal data', () => {
  it('tells every table and every column in which something about a person could stand', () => {
    const untold = columns
      .filter(({ table }) => !JOINS.test(table))
      .filter(({ column, type }) => !PLAIN_TYPE.test(type) && !PLAIN_NAME.test(column))
      .filter((one) => !isListed(one))
      .map(({ table, column }) => `${table}.${column}`);

    expect(columns.length).toBeGreaterThan(500);
    expect(untold).toEqual([]);
  });

  it('tells no table and no column that there is not', () => {
    const present = new Set(columns.map(({ table, column }) => `${table}.${column}`));
    const told = Object.entries(INVENTORY).flatMap(([table, listed]) =>
      [
        'id',
        ...Object.keys(listed.personal),
        ...listed.impersonal,
        ...(listed.memberIn ?? []),
        ...(listed.userIn === undefined ? [] : [listed.userIn]),
      ].map((column) => `${table}.${column}`),
    );

    expect(told.filter((one) => !present.has(one))).toEqual([]);
  });

  it('tells no column twice', () => {
    for (const [table, { personal, impersonal }] of Object.entries(INVENTORY)) {
      const twice = impersonal.filter((column) => column in personal);
      expect([table, twice]).toEqual([table, []]);
    }
  });
});
