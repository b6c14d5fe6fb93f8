import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import type { Core } from '@strapi/strapi';
import Piscina from 'piscina';
import { PASSWORD_MAX_BYTES } from '../../../core/people/password';
import { MINUTE } from '../../../core/time';
import type { PasswordThread } from './password-thread';

const MOST_THREADS = 3;

/**
 * Hashing is made to take long. Threads of its own, all cores but one, do it in turn, and in what those
 * who are signed in leave of the machine: their priority is lower (where the system knows one for
 * each thread, as Linux does).
 */
const threads = new Piscina({
  filename: createRequire(import.meta.url).resolve('strapi-plugin-pioneer/password-thread'),
  minThreads: 0,
  maxThreads: Math.min(Math.max(availableParallelism() - 1, 1), MOST_THREADS),
  idleTimeout: MINUTE,
  niceIncrement: 10,
});

type Asked<Name extends keyof PasswordThread> = Parameters<PasswordThread[Name]>[0];
type Answer<Name extends keyof PasswordThread> = ReturnType<PasswordThread[Name]>;

/** The next free thread's answer. */
function askThread<Name extends keyof PasswordThread>(
  name: Name,
  asked: Asked<Name>,
): Promise<Answer<Name>> {
  return threads.run(asked, { name }) as Promise<Answer<Name>>;
}

/** Hashes a password off the main thread, at the configured cost: each step doubles the time. */
export function hashPassword(strapi: Core.Strapi, password: string): Promise<string> {
  const cost = strapi.config.get<number>('plugin::pioneer.passwordHashCost');
  return askThread('hash', { password, cost });
}

/** Whether a password is the one that was hashed. Where there is none, no takes the same time. */
export async function isPasswordOf(
  strapi: Core.Strapi,
  password: string,
  hashed: string | null | undefined,
): Promise<boolean> {
  const compared = hashed ?? (await nobodysHash(strapi));
  const isRight = await askThread('verify', { password, hashed: compared });
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
