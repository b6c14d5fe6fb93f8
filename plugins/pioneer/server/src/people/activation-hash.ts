import { createHmac } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { normaliseActivationCode } from '../../../core/people/activation-code';
import { secretOf } from './secret';

/**
 * What is kept of an activation code. Keyed by the plugin's secret, so that a stolen database
 * does not let anybody try out codes; bound to the member, so that rows cannot be swapped.
 */
export function activationHashOf(
  strapi: Core.Strapi,
  activation: { readonly memberId: string; readonly code: string },
): string {
  return createHmac('sha256', secretOf(strapi))
    .update(`activation ${activation.memberId} ${normaliseActivationCode(activation.code)}`)
    .digest('base64url');
}
