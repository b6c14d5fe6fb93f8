import type { Asked } from '../load/drive';
import type { BenchMember, BenchOpening } from './settle';

/** Claims that nobody has made yet, without end as far as members and openings go: no pair comes twice. */
export function claimsToMake(
  members: readonly BenchMember[],
  openings: readonly BenchOpening[],
): () => Asked & { readonly body: { readonly termsId: string } } {
  let turn = 0;
  return () => {
    const lap = Math.floor(turn / members.length);
    const member = members[turn % members.length];
    const opening = openings[(turn + lap) % openings.length];
    if (member === undefined || opening === undefined || lap >= openings.length) {
      throw new Error(`All ${turn} pairs of a member and an opening have been used.`);
    }
    turn += 1;
    return {
      method: 'POST',
      path: `/api/pioneer/openings/${opening.id}/claims`,
      token: member.token,
      body: { termsId: opening.termsId },
    };
  };
}
