import { createHmac } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { normaliseActivationCode } from '../../../core/people/activation-code';

/**
 * What is kept of an activation code. Keyed by the plugin's secret, so that a stolen database
 * does not let anybody try out codes; bound to the member, so that rows cannot be swapped.
 */
export function activationHashOf(
  strapi: Core.Strapi,
  activation: { readonly memberId: string; readonly code: string },
): string {
  const secret: unknown = strapi.config.get('plugin::pioneer.secret');
  if (typeof secret !== 'string' || secret === '') {
    throw new Error('the configuration of the plugin pioneer has no "secret"');
  }
  return createHmac('sha256', secret)
    .update(`activation ${activation.memberId} ${normaliseActivationCode(activation.code)}`)
    .digest('base64url');
}
