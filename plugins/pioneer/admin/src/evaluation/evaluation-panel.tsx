import { unstable_useDocumentLayout as useDocumentLayout } from '@strapi/strapi/admin';
import { partOf, type SidePanel } from '../content-manager';
import { PanelNote } from '../panel-note';
import { useWords } from '../use-words';

/** Beside every type that plays the part of an evaluation: why most of it cannot be changed. */
export const EvaluationPanel: SidePanel = ({ model, document }) => {
  const { t } = useWords();
  const { edit } = useDocumentLayout(model);
  if (partOf(edit) !== 'evaluation') return null;
  const isSaved = document?.documentId !== undefined;
  return {
    title: t('evaluation.panel.title'),
    content: (
      <PanelNote>{t(isSaved ? 'evaluation.panel.saved' : 'evaluation.panel.new')}</PanelNote>
    ),
  };
};
