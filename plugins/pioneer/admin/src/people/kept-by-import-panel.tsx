import { Box, Link } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import type { SidePanel } from '../content-manager';
import { PanelNote } from '../panel-note';
import { useWords } from '../use-words';

/** Types that are shown for looking things up; the server refuses to change them by hand. */
const KEPT_BY_IMPORT: Readonly<Record<string, 'people' | 'units'>> = {
  'plugin::pioneer.organisation': 'people',
  'plugin::pioneer.member': 'people',
  'plugin::pioneer.spot': 'units',
  'plugin::pioneer.household': 'units',
};

/** Beside such a document: where to change it instead. */
export const KeptByImportPanel: SidePanel = ({ model }) => {
  const { t } = useWords();
  const section = KEPT_BY_IMPORT[model];
  if (section === undefined) return null;
  return {
    title: t('people.panel.title'),
    content: (
      <>
        <PanelNote>{t('people.panel.text')}</PanelNote>
        <Box>
          <Link tag={NavLink} to={`/plugins/pioneer/${section}`}>
            {t('people.panel.link')}
          </Link>
        </Box>
      </>
    ),
  };
};
