import { Flex, Typography } from '@strapi/design-system';
import { ImportCard } from '../import/import-card';
import { useWords } from '../use-words';
import { InviteMembers } from './invite-members';
import { memberRows } from './member-rows';
import { organisationRows } from './organisation-rows';

interface PeopleSectionProps {
  readonly canImport: boolean;
  readonly canInvite: boolean;
}

/** From an empty town to members who can sign in: organisations, members, activation codes. */
export function PeopleSection({ canImport, canInvite }: PeopleSectionProps) {
  const { t } = useWords();
  return (
    <Flex direction="column" alignItems="stretch" gap={6} paddingTop={6}>
      {canImport || canInvite ? null : <Typography>{t('people.refused')}</Typography>}
      {canImport ? <ImportCard kind="organisations" toRows={organisationRows} /> : null}
      {canImport ? <ImportCard kind="members" toRows={memberRows} /> : null}
      {canInvite ? <InviteMembers /> : null}
    </Flex>
  );
}
