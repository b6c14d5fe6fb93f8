import { Box, Link } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import type { SidePanel } from '../content-manager';
import { PanelNote } from '../panel-note';
import { useWords } from '../use-words';

/** Types that are shown for looking things up; the server refuses to change them by hand. */
const KEPT_BY_IMPORT = ['plugin::pioneer.organisation', 'plugin::pioneer.member'];

/** Beside an organisation or a member: where to change it instead. */
export const KeptByImportPanel: SidePanel = ({ model }) => {
  const { t } = useWords();
  if (!KEPT_BY_IMPORT.includes(model)) return null;
  return {
    title: t('people.panel.title'),
    content: (
      <>
        <PanelNote>{t('people.panel.text')}</PanelNote>
        <Box>
          <Link tag={NavLink} to="/plugins/pioneer/people">
            {t('people.panel.link')}
          </Link>
        </Box>
      </>
    ),
  };
};
