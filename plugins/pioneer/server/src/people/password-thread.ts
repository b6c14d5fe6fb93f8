import { hashSync, verifySync } from '@node-rs/bcrypt';

/** What a thread beside the server's does for password-hash.ts, and is busy with until it has. */
export interface PasswordThread {
  hash(asked: { readonly password: string; readonly cost: number }): string;
  verify(asked: { readonly password: string; readonly hashed: string }): boolean;
}

export const hash: PasswordThread['hash'] = ({ password, cost }) => hashSync(password, cost);

export const verify: PasswordThread['verify'] = ({ password, hashed }) =>
  verifySync(password, hashed);
