import { unstable_useDocumentLayout as useDocumentLayout } from '@strapi/strapi/admin';
import { partOf, type SidePanel } from '../content-manager';
import { useWords } from '../use-words';
import { OutdatedTasks } from './outdated-tasks';
import type { TermsSource } from './terms-api';

const SOURCES: Readonly<Record<string, TermsSource['source']>> = {
  'plugin::pioneer.standard': 'standard',
  'plugin::pioneer.workflow': 'workflow',
};

/** Beside whatever tasks take their terms from: which of them a change has not reached yet. */
export const TermsPanel: SidePanel = ({ model, document, documentId }) => {
  const { t } = useWords();
  const { edit } = useDocumentLayout(model);
  const source = SOURCES[model] ?? (partOf(edit) === 'drive' ? 'drive' : undefined);
  const id = document?.documentId ?? documentId;
  if (source === undefined || id === undefined || id === 'create') return null;
  return { title: t('terms.panel.title'), content: <OutdatedTasks source={source} id={id} /> };
};
