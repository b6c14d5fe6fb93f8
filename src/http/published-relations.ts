import { errors, traverse } from '@strapi/utils';
import type { Core } from '@strapi/strapi';
import { messageOf } from 'strapi-plugin-pioneer/contract';

/** What a document middleware is handed, as far as it is used here. */
interface DocumentContext {
  readonly uid: string;
  readonly action: string;
  readonly params: { filters?: unknown; sort?: unknown; populate?: unknown };
}

type Next = () => Promise<unknown>;
type Visitor = Parameters<typeof traverse.traverseQueryFilters>[0];
type Options = Parameters<typeof traverse.traverseQueryFilters>[1];
type Schema = Options['schema'];

const READS = new Set(['findMany', 'findFirst', 'findOne', 'count']);

/** What a filter on a relation means besides: the published version, and no draft. */
const IS_PUBLISHED = { publishedAt: { $notNull: true } };

/**
 * Strapi serves the published version of what is asked for, but looks at drafts as well where a
 * type without drafts (an evaluation, the home page) is filtered or sorted by what it is related
 * to: letter by letter, anybody could read a text that was never published. In the content API
 * such filters see published versions only, and such sorts are refused.
 */
export function lookAtPublishedOnly(strapi: Core.Strapi) {
  const getModel = strapi.getModel.bind(strapi) as Options['getModel'];
  const optionsOf = (schema: Schema): Options => ({ schema, getModel });

  const restrict: Visitor = ({ key, attribute, value, schema }, { set }) => {
    if (isOpened(schema, attribute, getModel) && isCondition(value)) {
      set(key, { $and: [value, IS_PUBLISHED] });
    }
  };
  const refuse: Visitor = ({ attribute, schema }) => {
    if (isOpened(schema, attribute, getModel)) throw new DraftsNotServed('sort');
  };
  const restrictNested: Visitor = async ({ key, attribute, value, schema }, { set }) => {
    if (attribute !== undefined && attribute !== null) return;
    if (key === 'filters') set(key, await inFilters(schema, value));
    if (key === 'sort') await inSort(schema, value);
  };
  const inFilters = (schema: Schema, filters: unknown) =>
    traverse.traverseQueryFilters(restrict, optionsOf(schema), filters as never);
  const inSort = (schema: Schema, sort: unknown) =>
    traverse.traverseQuerySort(refuse, optionsOf(schema), sort as never);

  return async (context: DocumentContext, next: Next): Promise<unknown> => {
    if (!READS.has(context.action) || !isAskedByContentApi(strapi)) return next();
    const schema = strapi.getModel(context.uid as never) as unknown as Schema;
    const { params } = context;
    if (params.filters !== undefined) params.filters = await inFilters(schema, params.filters);
    if (params.sort !== undefined) await inSort(schema, params.sort);
    if (params.populate !== undefined) {
      params.populate = await traverse.traverseQueryPopulate(
        restrictNested,
        optionsOf(schema),
        params.populate as never,
      );
    }
    return next();
  };
}

class DraftsNotServed extends errors.ValidationError {
  constructor(parameter: string) {
    const code = 'DRAFTS_NOT_SERVED';
    super(messageOf({ code, facts: { parameter } }, 'en'), { code, parameter });
  }
}

/** Whether a relation leads from something without drafts to something that has them. */
function isOpened(
  schema: Schema,
  attribute: { readonly type?: string; readonly target?: string } | undefined,
  getModel: Options['getModel'],
): boolean {
  if (attribute?.type !== 'relation' || attribute.target === undefined) return false;
  return !hasDrafts(schema) && hasDrafts(getModel(attribute.target));
}

function hasDrafts(schema: Schema | undefined): boolean {
  return schema?.options?.draftAndPublish === true;
}

/** A relation may also be compared with an id, which tells nothing of what lies behind it. */
function isCondition(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAskedByContentApi(strapi: Core.Strapi): boolean {
  const state = strapi.requestContext.get()?.state as
    | { route?: { info?: { type?: string } } }
    | undefined;
  return state?.route?.info?.type === 'content-api';
}
