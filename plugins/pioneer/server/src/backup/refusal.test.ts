import { BackupRefusal, refusalOfWriting } from './refusal';

const errorOf = (code: string) =>
  Object.assign(new Error(`INSERT 1 - ${code}: no\nat x`), { code });

it.each(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE', '53100', 'EEXIST'])(
  'names %s as something that could not be written, in one line',
  (code) => {
    const refusal = refusalOfWriting('town.tar.gz', errorOf(code));

    expect(refusal?.code).toBe('NOT_WRITTEN');
    expect(refusal?.message).toContain(`town.tar.gz could not be written: ${code}, ${code}: no.`);
  },
);

it.each(['ENOENT', 'SQLITE_CONSTRAINT', '23505', ''])('says nothing of %j', (code) => {
  expect(refusalOfWriting('town.tar.gz', errorOf(code))).toBeNull();
});

it('leaves a refusal as it is', () => {
  const refusal = new BackupRefusal('NOTHING_UNFINISHED');

  expect(refusalOfWriting('town.tar.gz', refusal)).toBe(refusal);
});
