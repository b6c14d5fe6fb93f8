import type { ClaimView, OpeningView } from 'strapi-plugin-pioneer/contract';
import type { WitnessedMember } from './witnessed-member';

/** Who holds the opening now. */
export interface Winner {
  readonly member: WitnessedMember;
  readonly claim: ClaimView;
}

/**
 * All contenders ask for the same opening at the same moment; with `isSentTwice` the first of
 * them taps the button twice. Null when nobody got it.
 */
export async function race(
  opening: OpeningView,
  contenders: readonly WitnessedMember[],
  isSentTwice: boolean,
): Promise<Winner | null> {
  const requests = isSentTwice ? [...contenders.slice(0, 1), ...contenders] : contenders;
  const answers = await Promise.all(
    requests.map(async (member) => ({ member, claim: await member.claim(opening) })),
  );
  const won = answers.find((answer): answer is Winner => answer.claim !== null);
  return won ?? null;
}
