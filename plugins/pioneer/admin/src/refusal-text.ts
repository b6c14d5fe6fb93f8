import { useCallback } from 'react';
import { ERRORS, messageOf, type ErrorCode, type Facts, type Language } from '../../contract';
import { useWords } from './use-words';

/** A failed call as the panel's client hands it over. */
interface FailedCall {
  readonly name?: string;
  readonly status?: number;
  readonly message?: string;
  readonly details?: { readonly code?: string } & Facts;
}

/** What the browser's fetch throws when there is no answer at all. */
const NO_CONNECTION = 'TypeError';

/** The text of a refusal that came with a code; the server's own text for codes unknown here. */
export function refusalText(
  { code, facts, message }: { code: string; facts: Facts; message: string },
  language: Language,
): string {
  return code in ERRORS ? messageOf({ code: code as ErrorCode, facts }, language) : message;
}

/** Says in the administrator's language why a call failed and what to do. */
export function useErrorText(): (error: unknown) => string {
  const { t, language } = useWords();
  return useCallback(
    (error: unknown) => {
      const { name, status, message = '', details } = (error ?? {}) as FailedCall;
      if (status === undefined && name === NO_CONNECTION) return t('error.noConnection');
      const code = details?.code ?? codeOf(status);
      return refusalText({ code, facts: details ?? {}, message }, language);
    },
    [t, language],
  );
}

/** Strapi refuses some requests before they reach us, without a code. */
function codeOf(status: number | undefined): ErrorCode {
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403) return 'NOT_GRANTED';
  if (status === 404) return 'NOT_FOUND';
  return 'UNEXPECTED';
}
