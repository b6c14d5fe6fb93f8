import type { Core } from '@strapi/strapi';
import type { ResponseOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import { presentRefusal } from '../../../contract/refusals';
import type { Subject } from '../../../core/work/terms';
import type { Language } from '../../../core/words';
import type { Actor } from '../record/event-table';
import { transact } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { assertTaskType } from './parts';
import { publishTask } from './publish-task';

type Outcome = ResponseOf<Endpoints['tasks.applyTerms']>['data'];

/**
 * Publishes tasks anew, so that their openings are under the terms of now; claims that run keep
 * theirs. Each task is a transaction of its own: one that is refused leaves the others applied.
 */
export async function applyTerms(
  strapi: Core.Strapi,
  request: {
    readonly tasks: readonly Subject[];
    readonly actor: Actor;
    readonly language: Language;
  },
): Promise<Outcome> {
  const { tasks, actor, language } = request;
  const outcome: Outcome = { applied: 0, refused: [] };
  for (const { uid, id } of tasks) {
    try {
      assertTaskType(strapi, uid);
      await transact(strapi, (transaction) =>
        publishTask(strapi, transaction, { uid, documentId: id, actor }),
      );
      outcome.applied += 1;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      outcome.refused.push({ uid, id, refusal: presentRefusal(error.refusal, language) });
    }
  }
  return outcome;
}
