import { randomBytes } from 'node:crypto';
import { errors } from '@strapi/utils';
import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { answerRefusal } from '../shared/answer-refusal';
import { DomainError } from '../shared/domain-error';
import { throttleAttempt } from './throttle-attempts';

/** Strapi's, of the admin panel. */
interface Passwords {
  hashPassword(password: string): Promise<string>;
  validatePassword(password: string, hash: string): Promise<boolean>;
}

interface Tried {
  readonly email: string;
  readonly password: string;
}

/** Routes are found whatever the case of their letters. */
const DOOR = /^\/admin\/login\/?$/i;

/**
 * Counts failed sign-ins at the admin panel as those of members are, for all nodes together: Strapi
 * counts in the memory of each node, and by e-mail address alone. An address that nobody has
 * takes as long as a wrong password.
 */
export function guardPanelDoor(strapi: Core.Strapi) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const tried = ctx.method === 'POST' && DOOR.test(ctx.path) ? triedIn(ctx) : null;
    if (tried === null) return next();
    try {
      const key = `panel ${tried.email}`;
      await throttleAttempt(strapi, ctx, key, () => enter(strapi, tried, next));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      answerRefusal(ctx, error.refusal);
    }
  };
}

/** Null where something else was sent, which Strapi refuses. */
function triedIn(ctx: Context): Tried | null {
  const { body } = ctx.request as { body?: Partial<Record<keyof Tried, unknown>> };
  const { email, password } = body ?? {};
  if (typeof email !== 'string' || typeof password !== 'string') return null;
  return { email: email.toLowerCase(), password };
}

/** @throws what Strapi says, with the code of the catalogue where a proof has failed */
async function enter(strapi: Core.Strapi, tried: Tried, next: Next): Promise<void> {
  try {
    await next();
  } catch (error) {
    if (!isRefusedProof(error)) throw error;
    await compareOnce(strapi, tried);
    error.details = { code: 'SIGN_IN_FAILED' };
    throw error;
  }
}

/** Errors of this class itself; those of classes below it say that a body or the number of tries is wrong. */
function isRefusedProof(error: unknown): error is InstanceType<typeof errors.ApplicationError> {
  return error instanceof errors.ApplicationError && error.name === 'ApplicationError';
}

/** Compares the password when Strapi had nothing to compare it with. */
async function compareOnce(strapi: Core.Strapi, { email, password }: Tried): Promise<void> {
  const user = (await strapi.db.query('admin::user').findOne({ where: { email } })) as {
    password: string | null;
  } | null;
  if (user?.password) return;
  const passwords = strapi.service('admin::auth') as unknown as Passwords;
  await passwords.validatePassword(password, await nobodysHash(strapi, passwords));
}

const nobodys = new WeakMap<Core.Strapi, Promise<string>>();

/** The hash of a password that was random and is forgotten. */
function nobodysHash(strapi: Core.Strapi, { hashPassword }: Passwords): Promise<string> {
  const made = nobodys.get(strapi) ?? hashPassword(randomBytes(16).toString('hex'));
  nobodys.set(strapi, made);
  return made;
}
