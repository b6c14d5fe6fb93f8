import { unstable_useDocumentLayout as useDocumentLayout, useRBAC } from '@strapi/strapi/admin';
import { partOf, type SidePanel } from '../content-manager';
import { EDIT_RECURRENCES } from '../permissions';
import { useWords } from '../use-words';
import { RecurrencesOfTask } from './recurrences-of-task';

/** Beside a task of dates: which posts do it again and again, and when. */
export const RecurrencesPanel: SidePanel = ({ model, document, documentId }) => {
  const { t } = useWords();
  const { edit } = useDocumentLayout(model);
  const { allowedActions } = useRBAC(EDIT_RECURRENCES);
  const id = document?.documentId ?? documentId;
  if (partOf(edit) !== 'task' || document?.unitKind !== 'date') return null;
  if (!allowedActions.canEditRecurrences || id === undefined || id === 'create') return null;
  return {
    title: t('recurrences.title'),
    content: <RecurrencesOfTask task={{ uid: model, id }} />,
  };
};
