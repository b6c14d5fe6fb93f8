import { unstable_useDocumentLayout as useDocumentLayout, useRBAC } from '@strapi/strapi/admin';
import { partOf, type SidePanel } from '../content-manager';
import { PanelNote } from '../panel-note';
import { CHECK_TASKS } from '../permissions';
import { useWords } from '../use-words';
import { ChecksOfTask } from './checks-of-task';

/** Beside every type that plays the part of a task: what publishing it would meet. */
export const ChecksPanel: SidePanel = ({ model, document, documentId }) => {
  const { t } = useWords();
  const { edit } = useDocumentLayout(model);
  const { allowedActions } = useRBAC(CHECK_TASKS);
  if (partOf(edit) !== 'task' || !allowedActions.canCheck) return null;
  const id = document?.documentId ?? documentId;
  return {
    title: t('checks.panel.title'),
    content:
      id === undefined || id === 'create' ? (
        <PanelNote>{t('checks.panel.new')}</PanelNote>
      ) : (
        <ChecksOfTask uid={model} id={id} />
      ),
  };
};
