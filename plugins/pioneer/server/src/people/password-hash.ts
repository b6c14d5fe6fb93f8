import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/bcrypt';
import pLimit from 'p-limit';
import type { Core } from '@strapi/strapi';
import { PASSWORD_MAX_BYTES } from '../../../core/people/password';

/** How many threads Node.js has for work that takes long, files included. */
const THREADS = 4;

/**
 * Hashing is made to take long. A wave of sign-ins leaves one core to those who are signed in, and
 * one thread to files.
 */
const inTurn = pLimit(Math.min(Math.max(availableParallelism(), 2), THREADS) - 1);

/** Hashes a password off the main thread, at the configured cost: each step doubles the time. */
export function hashPassword(strapi: Core.Strapi, password: string): Promise<string> {
  const cost = strapi.config.get<number>('plugin::pioneer.passwordHashCost');
  return inTurn(() => hash(password, cost));
}

/** Whether a password is the one that was hashed. Where there is none, no takes the same time. */
export async function isPasswordOf(
  strapi: Core.Strapi,
  password: string,
  hashed: string | null | undefined,
): Promise<boolean> {
  const compared = hashed ?? (await nobodysHash(strapi));
  const isRight = await inTurn(() => verify(password, compared));
  // bcrypt reads 72 bytes: a longer one that begins like the right password is a wrong one.
  return isRight && Buffer.byteLength(password) <= PASSWORD_MAX_BYTES;
}

const nobodys = new WeakMap<Core.Strapi, Promise<string>>();

/** The hash of a password that was random and is forgotten. */
function nobodysHash(strapi: Core.Strapi): Promise<string> {
  const made = nobodys.get(strapi) ?? hashPassword(strapi, randomBytes(16).toString('hex'));
  nobodys.set(strapi, made);
  return made;
}
