import { format } from 'prettier';
import { errorsDocument } from './errors-document';
import { rulesDocument } from './rules-document';
import { workflowDocument } from './workflow-document';

/** Every document that follows from code, by file name, formatted as the rest of the project. */
export async function generatedDocuments(): Promise<Record<string, string>> {
  const formatted = (text: string) => format(text, { parser: 'markdown', printWidth: 100 });
  return {
    'docs/errors.md': await formatted(errorsDocument()),
    'docs/rules.md': await formatted(rulesDocument()),
    'docs/workflow.md': await formatted(workflowDocument()),
  };
}
