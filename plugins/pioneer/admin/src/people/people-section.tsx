import { Flex, Typography } from '@strapi/design-system';
import { useWords } from '../use-words';
import { ImportPeople } from './import-people';
import { InviteMembers } from './invite-members';

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
      {canImport ? <ImportPeople kind="organisations" /> : null}
      {canImport ? <ImportPeople kind="members" /> : null}
      {canInvite ? <InviteMembers /> : null}
    </Flex>
  );
}
