import { errors } from '@strapi/utils';
import type { Core } from '@strapi/strapi';
import { messageOf, type ErrorCode, type Facts } from 'strapi-plugin-pioneer/contract';
import { languageOf } from './refuse';

/** A refusal of the catalogue where Strapi waits for an error of its own kind, which it answers with 400. */
export class RefusedInput extends errors.ValidationError {
  constructor(strapi: Core.Strapi, code: ErrorCode, facts: Facts) {
    const ctx = strapi.requestContext.get();
    super(messageOf({ code, facts }, ctx === undefined ? 'zh' : languageOf(ctx)), {
      code,
      ...facts,
    });
  }
}
