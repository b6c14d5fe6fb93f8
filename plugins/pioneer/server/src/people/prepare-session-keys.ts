import { createSecretKey } from 'node:crypto';
import type { Core } from '@strapi/strapi';

/**
 * Has the secrets of sessions made into keys once, when Strapi and users-permissions say what they
 * are. A secret that is handed over as text is tried as a PEM key at every token that is read or
 * written, which takes a fifth of a short request.
 */
export function prepareSessionKeys({ sessionManager }: Core.Strapi): void {
  const define = sessionManager.defineOrigin;
  sessionManager.defineOrigin = (origin, config: { readonly jwtSecret?: string }) => {
    const { jwtSecret } = config;
    // What jsonwebtoken makes of a text in the end; it takes such a key as it is.
    const key = jwtSecret && createSecretKey(Buffer.from(jwtSecret));
    define(origin, { ...config, jwtSecret: key });
  };
}
