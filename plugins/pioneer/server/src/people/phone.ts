import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import {
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
} from 'libphonenumber-js/min';
import { keyFor } from './secret';

/** A phone as it is kept: never as it is, neither in rows nor in events. */
export interface KeptPhone {
  /** What is unique and what sign-in looks for; nobody can try out numbers without the secret. */
  readonly phoneHash: string;
  /** The number itself, encrypted, for whoever must reach the member. */
  readonly phoneSealed: string;
}

/** A phone in one spelling. */
export interface Phone {
  /** With the code of its country, as E.164 has it: +8613800138000. */
  readonly number: string;
  /** As people at home write it, digits alone. */
  readonly nationalNumber: string;
}

/** The phone that somebody typed, or null. Without a country code it is of the configured region. */
export function readPhone(strapi: Core.Strapi, typed: string): Phone | null {
  const defaultCountry = strapi.config.get<CountryCode>('plugin::pioneer.phoneRegion');
  const phone = parsePhoneNumberFromString(typed.trim(), { defaultCountry, extract: false });
  return phone?.isValid() === true ? phone : null;
}

/** Whether phones of this region (ISO 3166-1, such as CN) can be read. */
export function isPhoneRegion(region: unknown): boolean {
  return typeof region === 'string' && isSupportedCountry(region);
}

/** Finds a phone without telling it: HMAC-SHA-256 under a key of its own. */
export function phoneHashOf(strapi: Core.Strapi, phone: string): string {
  return createHmac('sha256', keyFor(strapi, 'phone hash')).update(phone).digest('base64url');
}

/** A phone in E.164 as it is kept. */
export function keepPhone(strapi: Core.Strapi, phone: string): KeptPhone {
  const phoneHash = phoneHashOf(strapi, phone);
  return { phoneHash, phoneSealed: seal(strapi, phone, phoneHash) };
}

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Bound to its hash, so that sealed numbers cannot be swapped between rows. */
function seal(strapi: Core.Strapi, phone: string, phoneHash: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, keyFor(strapi, 'phone seal'), iv);
  cipher.setAAD(Buffer.from(phoneHash));
  const sealed = Buffer.concat([cipher.update(phone, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** The phone in E.164. @throws Error when it was not sealed by this secret, or for another hash */
export function openPhone(strapi: Core.Strapi, { phoneHash, phoneSealed }: KeptPhone): string {
  const bytes = Buffer.from(phoneSealed, 'base64url');
  const decipher = createDecipheriv(
    CIPHER,
    keyFor(strapi, 'phone seal'),
    bytes.subarray(0, IV_BYTES),
    { authTagLength: TAG_BYTES },
  );
  decipher.setAAD(Buffer.from(phoneHash));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const opened = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
  return Buffer.concat([opened, decipher.final()]).toString('utf8');
}
