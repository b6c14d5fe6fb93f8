import type { ClaimView, GivenCommand } from 'strapi-plugin-pioneer/contract';
import type { Winner } from './race';

/** Gives a command that nothing stands against. Throws when it is refused all the same. */
export async function give<Command extends GivenCommand>(
  { member, claim }: Winner,
  command: Command,
  body: Parameters<typeof member.give<Command>>[2],
): Promise<ClaimView> {
  return demand(await member.give(command, claim, body), command, claim);
}

/** The answer, which must not be a refusal. */
export function demand(
  answer: ClaimView | null,
  command: string,
  claim: Pick<ClaimView, 'id' | 'version'>,
): ClaimView {
  if (answer !== null) return answer;
  throw new Error(`claim ${claim.id} (version ${claim.version}): "${command}" was refused`);
}
