import { useState } from 'react';
import { Box, Button, Flex, IconButton, Loader, Typography } from '@strapi/design-system';
import { Cross, Plus } from '@strapi/icons';
import { MEMBERSHIP_ROLE_WORDS } from '../../../contract';
import { CursorPager } from '../cursor-pager';
import { PanelNote } from '../panel-note';
import { useErrorText } from '../refusal-text';
import { useCursorPages } from '../use-cursor-pages';
import { useWords } from '../use-words';
import { AddMembership } from './add-membership';
import { EndMembership } from './end-membership';
import { useFindPioneerMembershipsQuery, type Membership } from './organisation-api';

/** Who belongs to an organisation now, page by page, with adding and ending. */
export function MembersOfOrganisation({ id }: { id: string }) {
  const { t, language } = useWords();
  const errorText = useErrorText();
  const pages = useCursorPages();
  const { data, error, isLoading } = useFindPioneerMembershipsQuery(
    { organisation: id, cursor: pages.cursor, language },
    { refetchOnMountOrArgChange: true },
  );
  const [isAdding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Membership | null>(null);
  if (isLoading) return <Loader small>{t('members.panel.loading')}</Loader>;
  if (data === undefined) return <PanelNote>{errorText(error)}</PanelNote>;
  return (
    <Flex direction="column" alignItems="stretch" gap={3} width="100%">
      {data.data.length === 0 && pages.page === 1 ? (
        <PanelNote>{t('members.panel.none')}</PanelNote>
      ) : null}
      <Box tag="ul">
        {data.data.map((membership) => (
          <MembershipLine
            key={membership.id}
            membership={membership}
            onEnd={() => setEnding(membership)}
          />
        ))}
      </Box>
      <CursorPager pages={pages} nextCursor={data.nextCursor} />
      <Button variant="secondary" fullWidth startIcon={<Plus />} onClick={() => setAdding(true)}>
        {t('members.add.open')}
      </Button>
      {isAdding ? <AddMembership organisationId={id} onClose={() => setAdding(false)} /> : null}
      {ending === null ? null : (
        <EndMembership membership={ending} onClose={() => setEnding(null)} />
      )}
    </Flex>
  );
}

interface MembershipLineProps {
  readonly membership: Membership;
  readonly onEnd: () => void;
}

function MembershipLine({ membership: { member, role }, onEnd }: MembershipLineProps) {
  const { t, language } = useWords();
  const roleWord = MEMBERSHIP_ROLE_WORDS[role][language];
  return (
    <Flex tag="li" justifyContent="space-between" gap={2} paddingBottom={2}>
      <Box minWidth={0}>
        <Typography tag="p" ellipsis>
          {member.name}
        </Typography>
        <Typography tag="p" variant="pi" textColor="neutral600" ellipsis>
          {t('members.line', { role: roleWord, number: member.number })}
        </Typography>
      </Box>
      <IconButton
        variant="ghost"
        size="XS"
        label={t('members.end.open', { name: member.name, role: roleWord })}
        onClick={onEnd}
      >
        <Cross />
      </IconButton>
    </Flex>
  );
}
