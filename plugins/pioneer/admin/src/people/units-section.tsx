import { Flex } from '@strapi/design-system';
import { ImportPeople } from './import-people';

/** What tasks may be about, beside organisations: spots and households. */
export function UnitsSection() {
  return (
    <Flex direction="column" alignItems="stretch" gap={6} paddingTop={6}>
      <ImportPeople kind="spots" />
      <ImportPeople kind="households" />
    </Flex>
  );
}
