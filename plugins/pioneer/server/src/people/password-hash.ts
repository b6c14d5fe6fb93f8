import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/bcrypt';
import type { Core } from '@strapi/strapi';

/** Hashes a password off the main thread, at the configured cost: each step doubles the time. */
export function hashPassword(strapi: Core.Strapi, password: string): Promise<string> {
  return hash(password, strapi.config.get<number>('plugin::pioneer.passwordHashCost'));
}

const nobodys = new WeakMap<Core.Strapi, Promise<string>>();

/**
 * The hash of a password that was random and is forgotten: compared when there is nobody of a
 * number, so that the answer takes the same time.
 */
export function nobodysHash(strapi: Core.Strapi): Promise<string> {
  const made = nobodys.get(strapi) ?? hashPassword(strapi, randomBytes(16).toString('hex'));
  nobodys.set(strapi, made);
  return made;
}
