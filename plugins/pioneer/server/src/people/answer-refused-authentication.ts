import type { Context, Next } from 'koa';
import { answerRefusal } from '../shared/answer-refusal';
import { DomainError } from '../shared/domain-error';

/**
 * Answers what the member strategy refused. Strapi's own way for strategies to refuse knows
 * neither codes nor any status but 401, so the strategy throws and this catches.
 */
export async function answerRefusedAuthentication(ctx: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    answerRefusal(ctx, error.refusal);
  }
}
