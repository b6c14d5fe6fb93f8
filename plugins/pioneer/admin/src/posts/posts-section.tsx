import { useState } from 'react';
import { Box, Flex } from '@strapi/design-system';
import { ImportCard } from '../import/import-card';
import { Picker, type Pickable } from '../look-up/picker';
import { useOrganisationSearch } from '../look-up/use-searches';
import { useWords } from '../use-words';
import { AppointHolder, type Vacancy } from './appoint-holder';
import { GapsCard } from './gaps-card';
import { postRows } from './post-rows';
import { PostsCard } from './posts-card';

/** What nobody holds first, then all posts with their holders, and the import of posts. */
export function PostsSection() {
  const { t } = useWords();
  const [within, setWithin] = useState<Pickable | null>(null);
  const [vacancy, setVacancy] = useState<Vacancy | null>(null);
  // Another organisation begins with its own first page.
  const key = within?.id ?? 'all';
  return (
    <Flex direction="column" alignItems="stretch" gap={6} paddingTop={6}>
      <Box maxWidth="48rem">
        <Picker
          label={t('posts.within')}
          hint={t('posts.within.hint')}
          picked={within}
          onPick={setWithin}
          useSearch={useOrganisationSearch}
        />
      </Box>
      <GapsCard key={`gaps ${key}`} within={within?.id} onAppoint={setVacancy} />
      <PostsCard key={`posts ${key}`} within={within?.id} onAppoint={setVacancy} />
      <ImportCard kind="posts" toRows={postRows} />
      {vacancy === null ? null : (
        <AppointHolder vacancy={vacancy} onClose={() => setVacancy(null)} />
      )}
    </Flex>
  );
}
