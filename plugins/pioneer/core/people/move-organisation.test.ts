import { findMoveRefusal } from './move-organisation';

const organisation = { id: 'b', code: 'B-1' };

test.each<[string, readonly string[], boolean]>([
  ['to the top', [], true],
  ['below one beside it', ['c', 'a'], true],
  ['below the one that it is below already', ['a'], true],
  ['below itself', ['b', 'a'], false],
  ['below its child', ['d', 'b', 'a'], false],
  ['below its grandchild', ['e', 'd', 'b', 'a'], false],
])('an organisation that moves %s', (_where, line, isAllowed) => {
  const refused = findMoveRefusal(organisation, line);

  if (isAllowed) expect(refused).toBeNull();
  else expect(refused).toEqual({ code: 'ORGANISATION_CYCLE', facts: { organisation: 'B-1' } });
});
