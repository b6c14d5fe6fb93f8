import { explainStartupError } from '../src/startup/explain-startup-error';

/** What the plugin calls a back-up or restore that does not take place. */
const REFUSAL = 'BackupRefusal';

/** Says in one sentence why a command came to nothing; null when nobody foresaw the reason. */
export function explainCommandError(error: unknown): string | null {
  if (error instanceof Error && error.name === REFUSAL) return error.message;
  return explainStartupError(error);
}
