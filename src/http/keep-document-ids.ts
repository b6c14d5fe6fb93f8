import type { Core } from '@strapi/strapi';
import { RefusedInput } from './refused-input';

/** What a document middleware is handed, as far as it is used here. */
interface DocumentContext {
  readonly action: string;
  readonly params: {
    readonly documentId?: string;
    readonly data?: { readonly documentId?: unknown } | null;
  };
}

/**
 * Refuses to give a document another id, which Strapi lets whoever may edit it do: whatever names
 * it, the record of work included, would name nothing any more.
 */
export function keepDocumentIds(strapi: Core.Strapi) {
  return async ({ action, params }: DocumentContext, next: () => Promise<unknown>) => {
    const { documentId, data } = params;
    const given = data?.documentId ?? documentId;
    if (action === 'update' && given !== documentId) {
      throw new RefusedInput(strapi, 'INPUT_INVALID', { count: 1, fields: 'documentId' });
    }
    return next();
  };
}
