import { hasRoleIn } from './roles';

const memberships = [
  { organisationId: 'town', role: 'member' },
  { organisationId: 'village', role: 'representative' },
] as const;

test('a role holds in its very organisation and nowhere else', () => {
  expect(hasRoleIn(memberships, 'representative', 'village')).toBe(true);
  expect(hasRoleIn(memberships, 'representative', 'town')).toBe(false);
  expect(hasRoleIn(memberships, 'member', 'village')).toBe(false);
  expect(hasRoleIn([], 'member', 'town')).toBe(false);
});
