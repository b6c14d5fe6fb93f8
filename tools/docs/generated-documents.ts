import { errorsDocument } from './errors-document';
import { privacyDocument } from './privacy-document';
import { rulesDocument } from './rules-document';
import { securityDocument } from './security-document';
import { workflowDocument } from './workflow-document';

/** Every document that follows from code, by file name, formatted as the rest of the project. */
export async function generatedDocuments(): Promise<Record<string, string>> {
  // An ES module only, which CommonJS may load but not require.
  const { format } = await import('oxfmt');
  const documents = {
    'docs/errors.md': errorsDocument(),
    'docs/privacy.md': privacyDocument(),
    'docs/rules.md': rulesDocument(),
    'docs/security.md': securityDocument(),
    'docs/workflow.md': workflowDocument(),
  };
  const formatted = Object.entries(documents).map(async ([file, text]) => {
    const { code } = await format(file, text, { printWidth: 100 });
    return [file, code] as const;
  });
  return Object.fromEntries(await Promise.all(formatted));
}
