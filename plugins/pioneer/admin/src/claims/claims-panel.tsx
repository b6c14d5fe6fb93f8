import { unstable_useDocumentLayout as useDocumentLayout } from '@strapi/strapi/admin';
import { partOf, type SidePanel } from '../content-manager';
import { PanelNote } from '../panel-note';
import { useWords } from '../use-words';
import { ClaimsOfTask } from './claims-of-task';

/** Beside every type that plays the part of a task: how its claims stand. */
export const ClaimsPanel: SidePanel = ({ model, document, documentId }) => {
  const { t } = useWords();
  const { edit } = useDocumentLayout(model);
  if (partOf(edit) !== 'task') return null;
  const id = document?.documentId ?? documentId;
  return {
    title: t('claims.panel.title'),
    content:
      id === undefined || id === 'create' ? (
        <PanelNote>{t('claims.panel.new')}</PanelNote>
      ) : (
        <ClaimsOfTask uid={model} id={id} />
      ),
  };
};
