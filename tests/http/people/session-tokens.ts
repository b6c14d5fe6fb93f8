import { createHmac } from 'node:crypto';

export type Claims = Readonly<Record<string, unknown>>;

/** What a session's token says; anybody can read it. */
export function claimsOf(token: string): Claims {
  const [, payload = ''] = token.split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
}

/** A token as anybody can make it who knows, or guesses, the secret; `null` leaves it unsigned. */
export function makeToken(claims: Claims, secret: string | null): string {
  const header = { alg: secret === null ? 'none' : 'HS256', typ: 'JWT' };
  const signed = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature =
    secret === null ? '' : createHmac('sha256', secret).update(signed).digest('base64url');
  return `${signed}.${signature}`;
}
