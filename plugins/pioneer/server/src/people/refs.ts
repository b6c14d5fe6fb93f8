import type { z } from 'zod';
import type { organisationRefSchema } from '../../../contract/primitives';

export type OrganisationRef = z.infer<typeof organisationRefSchema>;

/** Columns to select for `organisationRefFrom`. */
export function organisationRefSelect(alias: string): Record<string, string> {
  return {
    [`${alias}__ref_id`]: `${alias}.document_id`,
    [`${alias}__ref_code`]: `${alias}.code`,
    [`${alias}__ref_name`]: `${alias}.name`,
  };
}

/** What a reader needs to see of an organisation that something refers to. */
export function organisationRefFrom(
  alias: string,
  found: Readonly<Record<string, unknown>>,
): OrganisationRef {
  return {
    id: String(found[`${alias}__ref_id`]),
    code: String(found[`${alias}__ref_code`]),
    name: String(found[`${alias}__ref_name`]),
  };
}
