import { BACKUP_REFUSALS, explainBackupRefusal } from './refusals';

it.each(Object.entries(BACKUP_REFUSALS))('%s says what was found and what to do', (_code, text) => {
  expect(text).toMatch(/^[A-Z{]/);
  expect(text).toMatch(/\.$/);
  expect(text).toMatch(/[;,:(.]/);
});

it('fills in what was found, after its name', () => {
  expect(explainBackupRefusal('TARGET_IN_USE', { database: 'town', found: 'a server' })).toBe(
    'TARGET_IN_USE: The database town is in use (a server); stop every server on it and run it again.',
  );
});
