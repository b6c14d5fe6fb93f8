import { maskName, maskPhone } from '../../../core/privacy/mask';
import { SIGHTS, type Relation, type Shown, type Sight } from '../../../core/privacy/sight';

/** A name as readers in this relation see it; empty where they see none. */
export function nameFor(relation: Relation, name: string): string {
  return shownName(SIGHTS[relation], name);
}

/** The same for a sight that several relations make up. */
export function shownName({ name: shown }: Pick<Sight, 'name'>, name: string): string {
  return show(shown, name, maskName);
}

/** A phone by the same rule. */
export function shownPhone({ phone: shown }: Pick<Sight, 'phone'>, phone: string): string {
  return show(shown, phone, maskPhone);
}

function show(shown: Shown, value: string, mask: (value: string) => string): string {
  if (shown === 'none') return '';
  return shown === 'full' ? value : mask(value);
}
