/**
 * What identifies a member at sign-in: the number without regard to case. Lower case of ASCII
 * alone, which both databases and JavaScript agree on; a member number holds nothing else.
 */
export function signInNameOf(number: string): string {
  return number.trim().toLowerCase();
}
