import type { Core } from '@strapi/strapi';
import { canonicalJson, type Json } from '../../../core/record/canonical';
import { DomainError } from '../shared/domain-error';
import type { DocumentContext, Next } from './document-adapter';
import { isWrittenByRules } from './write-evaluation';

/** What follows from the verdict; editors add texts and pictures to an evaluation. */
const GOVERNED_VALUES = [
  'claimId',
  'decision',
  'score',
  'passMark',
  'grade',
  'gradeLabel',
  'criteria',
  'decidedAt',
] as const;
const GOVERNED_RELATIONS = ['task', 'organisation'] as const;

/**
 * Lets editors write beside a verdict and nothing of it: making, deleting and changing governed
 * attributes is refused. The Content Manager always sends them all, so sameness is what counts.
 *
 * @throws DomainError EVALUATION_GOVERNED
 */
export async function editEvaluation(
  strapi: Core.Strapi,
  { uid, action, params }: DocumentContext,
  next: Next,
): Promise<unknown> {
  if (isWrittenByRules()) return next();
  const changed =
    action === 'update'
      ? await findChanged(strapi, uid, params.documentId ?? '', params.data ?? {})
      : [...GOVERNED_VALUES, ...GOVERNED_RELATIONS];
  if (changed.length > 0)
    throw new DomainError('EVALUATION_GOVERNED', { fields: changed.join(', ') });
  return next();
}

async function findChanged(
  strapi: Core.Strapi,
  uid: string,
  documentId: string,
  data: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  const present: Record<string, unknown> | null = await strapi.db
    .query(uid)
    .findOne({ where: { documentId }, populate: [...GOVERNED_RELATIONS] });
  if (present === null) return [];
  return [
    ...GOVERNED_VALUES.filter((name) => name in data && !isSame(data[name], present[name])),
    ...GOVERNED_RELATIONS.filter((name) => name in data && movesRelation(data[name])),
  ];
}

function isSame(given: unknown, present: unknown): boolean {
  return canonicalJson(plain(given)) === canonicalJson(plain(present));
}

/** Numbers and dates come as text from one side and as values from the other. */
function plain(value: unknown): Json {
  if (value === undefined || value === null || value === '') return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string' && value.trim() !== '') {
    if (Number.isFinite(Number(value))) return Number(value);
    const isDate = /^\d{4}-\d{2}-\d{2}T/.test(value);
    return isDate ? new Date(value).toISOString() : value;
  }
  return value as Json;
}

/** Only the empty `{ connect: [], disconnect: [] }` of an untouched field moves nothing. */
function movesRelation(given: unknown): boolean {
  if (given === null || typeof given !== 'object' || Array.isArray(given)) return true;
  const { connect = [], disconnect = [], ...others } = given as Record<string, unknown>;
  const isEmpty = (moves: unknown) => Array.isArray(moves) && moves.length === 0;
  return !isEmpty(connect) || !isEmpty(disconnect) || Object.keys(others).length > 0;
}
