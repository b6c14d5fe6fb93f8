import { winston } from '@strapi/logger';

/**
 * What is logged, a line of JSON each. Only these fields are written: errors of drivers and libraries
 * carry more, which may be words about people. Line breaks in texts are escaped, so that nobody can
 * write a line of their own.
 */
export const jsonLines = winston.format.printf((info) => {
  const { level, message, stack, requestId, request } = info as unknown as Logged;
  const time = new Date().toISOString();
  // A request is told by its fields; its message is their summary for people.
  const said = request ?? { message: String(message), stack };
  return JSON.stringify({ time, level, requestId, ...said });
});

interface Logged {
  readonly level: string;
  readonly message: unknown;
  /** Of errors. */
  readonly stack?: string;
  /** The request during which it was said. */
  readonly requestId?: string;
  /** Of the line that tells of a whole request. */
  readonly request?: object;
}
