import { CLAIM_COMMANDS, transitionOf, type ClaimCommand, type TRANSITIONS } from './transitions';

/**
 * Commands that a person gives to an existing claim and that are built: what `allowed` lists and
 * what has a route.
 */
export type GivenCommand = {
  [Command in ClaimCommand]: (typeof TRANSITIONS)[Command] extends
    | { readonly built: false }
    | { readonly from: readonly [] }
    | { readonly by: readonly ['system'] }
    ? never
    : Command;
}[ClaimCommand];

export const GIVEN_COMMANDS = CLAIM_COMMANDS.filter((command): command is GivenCommand => {
  const { built, from, by } = transitionOf(command);
  return built && from.length > 0 && by.some((role) => role !== 'system');
});
