import { useRBAC } from '@strapi/strapi/admin';
import type { SidePanel } from '../content-manager';
import { EDIT_PEOPLE } from '../permissions';
import { useWords } from '../use-words';
import { MembersOfOrganisation } from './members-of-organisation';
import { PlaceOfOrganisation } from './place-of-organisation';

const ORGANISATION = 'plugin::pioneer.organisation';

/** Beside an organisation: its place in the tree and its name, and the buttons that change them. */
export const OrganisationPanel: SidePanel = ({ model, document, documentId }) => {
  const { t } = useWords();
  const { allowedActions } = useRBAC(EDIT_PEOPLE);
  const id = document?.documentId ?? documentId;
  if (model !== ORGANISATION || !allowedActions.canEdit || id === undefined) return null;
  return { title: t('organisation.panel.title'), content: <PlaceOfOrganisation id={id} /> };
};

/** Beside an organisation: who belongs to it, and as what. */
export const MembersPanel: SidePanel = ({ model, document, documentId }) => {
  const { t } = useWords();
  const { allowedActions } = useRBAC(EDIT_PEOPLE);
  const id = document?.documentId ?? documentId;
  if (model !== ORGANISATION || !allowedActions.canEdit || id === undefined) return null;
  return { title: t('members.panel.title'), content: <MembersOfOrganisation id={id} /> };
};
