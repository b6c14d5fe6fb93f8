import type { Core } from '@strapi/strapi';
import type { RequestOf, ResponseOf } from '../../../contract/endpoint';
import type { Endpoints } from '../../../contract/endpoints';
import { presentRefusal } from '../../../contract/refusals';
import { differingTerms } from '../../../core/work/differing-terms';
import type { Refusal } from '../../../core/errors';
import type { Subject, Terms, TermsDecision } from '../../../core/work/terms';
import { transitionOf } from '../../../core/work/transitions';
import type { Language } from '../../../core/words';
import { countOf, read, type Reading } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { rowIn, selectOf } from '../shared/rows';
import { resolveTask } from './published-task';
import { openings, terms, type TermsRow } from './tables';
import { hashOf } from './task-terms';

type Query = RequestOf<Endpoints['tasks.findOutdated']>['query'];
type OutdatedTask = ResponseOf<Endpoints['tasks.findOutdated']>['data'][number];

/** Open openings of a task under one version of its terms. */
interface Version {
  readonly task: Subject;
  readonly title: string;
  readonly terms: TermsRow;
  readonly openings: number;
}

/**
 * Tasks that a standard, a workflow or a drive has its part in, and whose openings are under other
 * terms than publishing them now would give: what a change has not reached yet.
 */
export async function findOutdated(
  strapi: Core.Strapi,
  query: Query,
  language: Language,
): Promise<OutdatedTask[]> {
  return read(strapi, async (reading) => {
    const outdated: OutdatedTask[] = [];
    for (const version of await findVersions(reading, query)) {
      const found = await compare(strapi, reading, version, language);
      if (found !== null) outdated.push(found);
    }
    return outdated;
  });
}

async function findVersions({ trx }: Reading, query: Query): Promise<Version[]> {
  const select = trx(`${openings.name} as o`)
    .join(`${terms.name} as t`, 't.document_id', 'o.terms_id')
    .where('o.state', 'open')
    .groupBy('t.id', 'o.title')
    .orderBy('o.title')
    .select(selectOf(trx, terms, 't'))
    .select({ title: 'o.title' })
    .count({ openings: '*' });
  if (query.source === 'drive') void select.where('o.drive_id', query.id);
  const found: Record<string, unknown>[] = await select;
  return found
    .map((row) => {
      const agreed = rowIn(terms, 't', row);
      const task = { uid: agreed.taskUid, id: agreed.taskId };
      return { task, title: String(row.title), terms: agreed, openings: Number(row.openings) };
    })
    .filter(({ terms: { content } }) => isAbout(content, query));
}

function isAbout({ standard, workflowId }: Terms, { source, id }: Query): boolean {
  if (source === 'standard') return standard.id === id;
  return source === 'drive' || workflowId === id;
}

async function compare(
  strapi: Core.Strapi,
  reading: Reading,
  { task, title, terms: agreed, openings: count }: Version,
  language: Language,
): Promise<OutdatedTask | null> {
  const decision = await decide(strapi, reading, task);
  if (decision === null) return null;
  const found = { ...task, title, openings: count, claims: await countMovable(reading, task) };
  if (!decision.ok) {
    return { ...found, changes: [], refusal: presentRefusal(decision.refusal, language) };
  }
  if (hashOf(decision.terms) === agreed.hash) return null;
  return { ...found, changes: differingTerms(agreed.content, decision.terms), refusal: null };
}

async function decide(
  strapi: Core.Strapi,
  reading: Reading,
  task: Subject,
): Promise<TermsDecision | { readonly ok: false; readonly refusal: Refusal } | null> {
  try {
    return (await resolveTask(strapi, reading, task))?.decision ?? null;
  } catch (error) {
    if (error instanceof DomainError) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

/** Claims that could follow once the new terms are applied. */
async function countMovable({ trx }: Reading, { uid, id }: Subject): Promise<number> {
  return countOf(
    trx('pioneer_claims as c')
      .join(`${openings.name} as o`, 'o.document_id', 'c.opening_id')
      .where({ 'o.task_uid': uid, 'o.task_id': id })
      .whereIn('c.state', [...transitionOf('moveToTerms').from]),
  );
}
