import { findDatabaseFailure } from './database-failure';

function failure(properties: object, message = ''): Error {
  return Object.assign(new Error(message), properties);
}

describe('an error of the database', () => {
  it.each([
    ['text that is no number', { code: '22P02' }, 'unfit'],
    ['a number out of range', { code: '22003' }, 'unfit'],
    ['a server that refuses connections', { code: 'ECONNREFUSED' }, 'away'],
    ['a connection that broke, by its class', { code: '08006' }, 'away'],
    ['a statement that took too long', { code: '57014' }, 'away'],
    ['a file that another process locks', { code: 'SQLITE_BUSY' }, 'away'],
    ['a file that cannot be written to', { code: 'SQLITE_IOERR_WRITE' }, 'away'],
    ['a disk that is full', { code: '53100' }, 'away'],
    ['no memory left', { code: '53200' }, 'away'],
    ['no connection left at the database', { code: '53300' }, 'away'],
    ['a database that is still starting', { code: '57P03' }, 'away'],
    ['no connection left in the pool', { name: 'KnexTimeoutError' }, 'away'],
    ['a value that is taken', { code: '23505' }, null],
    ['a mistake in a statement', { code: '42601' }, null],
  ] as const)('%s counts as %3$s', (_what, properties, expected) => {
    expect(findDatabaseFailure(failure(properties))).toBe(expected);
  });

  it.each([
    'Connection terminated unexpectedly',
    'timeout expired',
    'delete from "tasks" - Client has encountered a connection error and is not queryable',
  ])('counts as away when the driver has words only: %s', (words) => {
    expect(findDatabaseFailure(failure({}, words))).toBe('away');
  });

  it('is none when it is no error at all', () => {
    expect(findDatabaseFailure({ code: '08006' })).toBeNull();
    expect(findDatabaseFailure(undefined)).toBeNull();
  });
});
