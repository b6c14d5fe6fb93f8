import { sightOf, type Relation, type Sight } from '../../../core/privacy/sight';

/** Strapi's ability of an administrator, as far as it is asked here. */
export interface Ability {
  can(action: string): boolean;
}

/** The permission that makes each relation; they open no endpoint but what endpoints show. */
const PERMISSION_OF: readonly (readonly [string, Relation])[] = [
  ['plugin::pioneer.people.see-names', 'seesNames'],
  ['plugin::pioneer.people.see-phones', 'seesPhones'],
];

/** What an administrator sees of members, by the permissions of this very request. */
export function panelSightOf(ability: Ability | undefined): Sight {
  const held = PERMISSION_OF.filter(([permission]) => ability?.can(permission) === true);
  return sightOf(['administrator', ...held.map(([, relation]) => relation)]);
}
