import { Flex } from '@strapi/design-system';
import { ImportCard } from '../import/import-card';
import { householdRows, spotRows } from './unit-rows';

/** What tasks may be about, beside organisations: spots and households. */
export function UnitsSection() {
  return (
    <Flex direction="column" alignItems="stretch" gap={6} paddingTop={6}>
      <ImportCard kind="spots" toRows={spotRows} />
      <ImportCard kind="households" toRows={householdRows} />
    </Flex>
  );
}
