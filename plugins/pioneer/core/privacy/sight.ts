/** `none`: it is in no answer to them. */
export type Shown = 'full' | 'masked' | 'none';

/** What a reader sees of somebody, by what the two have to do with each other. */
export interface Sight {
  readonly name: Shown;
  /** What a member signs in with. */
  readonly number: Shown;
  readonly phone: Shown;
}

/**
 * Who sees what of whom: the one table that every answer is made by. Administrators have what their
 * role in the admin panel has a permission for; the better of two counts.
 */
export const SIGHTS = {
  /** Of oneself. */
  self: { name: 'full', number: 'full', phone: 'none' },
  /**
   * Of each other: who has part in a claim, evaluates or manages it. Work is answered for by name,
   * a verdict as well, and nobody judges a relative without knowing it.
   */
  claim: { name: 'full', number: 'none', phone: 'none' },
  /** Of who holds a post: the members of its organisation, of those above and of those below. */
  post: { name: 'full', number: 'none', phone: 'none' },
  /** Of who holds a post: all other members who are signed in. */
  member: { name: 'masked', number: 'none', phone: 'none' },
  /** Of anybody: whoever is not signed in. What editors publish is theirs to answer for. */
  public: { name: 'none', number: 'none', phone: 'none' },
  /** Of anybody, in the admin panel. */
  administrator: { name: 'masked', number: 'full', phone: 'masked' },
  /** The same with the permission to see names; each such answer is in the access log. */
  seesNames: { name: 'full', number: 'full', phone: 'masked' },
  /** The same with the permission to see phones; each such answer is in the access log. */
  seesPhones: { name: 'masked', number: 'full', phone: 'full' },
} as const satisfies Readonly<Record<string, Sight>>;

export type Relation = keyof typeof SIGHTS;

const BETTER: readonly Shown[] = ['none', 'masked', 'full'];

/** The better of what several relations show. */
export function sightOf(relations: readonly Relation[]): Sight {
  const best = (what: keyof Sight): Shown =>
    relations
      .map((relation): Shown => SIGHTS[relation][what])
      .reduce((one, other) => (BETTER.indexOf(one) > BETTER.indexOf(other) ? one : other), 'none');
  return { name: best('name'), number: best('number'), phone: best('phone') };
}
