import { unstable_useDocumentLayout as useDocumentLayout } from '@strapi/strapi/admin';
import { partOf, type SidePanel } from '../content-manager';
import { useWords } from '../use-words';
import { ArchiveButton } from './archive-button';

/** Beside a task or a drive that is over: puts it away, with everything that was done kept. */
export const ArchivePanel: SidePanel = ({ model, document, documentId }) => {
  const { t } = useWords();
  const { edit } = useDocumentLayout(model);
  const part = partOf(edit);
  const id = document?.documentId ?? documentId;
  if ((part !== 'task' && part !== 'drive') || id === undefined || id === 'create') return null;
  return {
    title: t('archive.panel.title'),
    content: <ArchiveButton part={part} uid={model} id={id} />,
  };
};
