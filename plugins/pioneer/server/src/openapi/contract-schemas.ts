import { z } from 'zod';
import * as contract from '../../../contract';
import { endpoints, type EndpointName } from '../../../contract/endpoints';
import { refusalAnswerOf } from '../../../contract/refusals';
import { canonicalJson, type Json } from '../../../core/record/canonical';
import { REFUSAL_STATUSES } from './refusal-responses';

/** A JSON Schema as zod makes it. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;
type JsonSchemas = Readonly<Record<string, JsonSchema>>;

/** What travels at one endpoint. */
export interface EndpointSchemas {
  readonly params: JsonSchema;
  readonly query: JsonSchema;
  readonly body: JsonSchema;
  readonly response: JsonSchema;
}

export interface ContractSchemas {
  /** By name; what travels refers to them. */
  readonly components: JsonSchemas;
  of(name: EndpointName): EndpointSchemas;
}

export const COMPONENTS = '#/components/schemas/';
const NAMES = Object.keys(endpoints) as EndpointName[];

/** Every schema that the contract exports is a component: `claimSchema` becomes `Claim`. */
const SHARED: ReadonlyMap<string, z.ZodType> = new Map([
  ...Object.entries(contract).flatMap(([name, value]): [string, z.ZodType][] =>
    /Schema$/.test(name) && value instanceof z.ZodType ? [[componentName(name), value]] : [],
  ),
  ...REFUSAL_STATUSES.map((status) => [`Refusal${status}`, refusalAnswerOf(status)] as const),
]);

function componentName(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1, -'Schema'.length);
}

/**
 * The contract as JSON Schema. Requests are described as clients send them, answers as the server
 * gives them; a shared schema for which that makes a difference (a default, say) is two components.
 */
export function describeContract(): ContractSchemas {
  const answers = toJsonSchemas('output', (name) => name);
  const differing = new Set<string>();
  const nameInRequests = (name: string) => (differing.has(name) ? `${name}Input` : name);
  let requests: JsonSchemas;
  let known: number;
  // What refers to a schema with two forms has two forms itself, so this goes on until all is said.
  do {
    known = differing.size;
    requests = toJsonSchemas('input', nameInRequests);
    for (const name of SHARED.keys()) {
      if (!isEqual(requests, answers, name)) differing.add(name);
    }
  } while (differing.size > known);
  const components: Record<string, JsonSchema> = {};
  for (const name of SHARED.keys()) {
    components[name] = schemaIn(answers, name);
    components[nameInRequests(name)] ??= schemaIn(requests, name);
  }
  return {
    components,
    of: (name) => ({
      params: partOf(requests, name, 'params'),
      query: partOf(requests, name, 'query'),
      body: partOf(requests, name, 'body'),
      response: partOf(answers, name, 'response'),
    }),
  };
}

/** Shared schemas by name and, by the name of each endpoint, what goes in or out there. */
function toJsonSchemas(io: 'input' | 'output', nameOf: (name: string) => string): JsonSchemas {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of SHARED) registry.add(schema, { id });
  for (const id of NAMES) {
    const { params, query, body, response } = endpoints[id];
    registry.add(z.object(io === 'input' ? { params, query, body } : { response }), { id });
  }
  const { schemas } = z.toJSONSchema(registry, {
    io,
    uri: (id) => COMPONENTS + nameOf(id),
    override: ({ jsonSchema }) => leaveOutSafeRange(jsonSchema),
  });
  return schemas;
}

/** Zod's integers are those that JavaScript can count to; nobody needs to read that each time. */
function leaveOutSafeRange(schema: JsonSchema): void {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

function schemaIn(schemas: JsonSchemas, name: string): JsonSchema {
  // A component's place in the document is its identity.
  const { $schema: _dialect, $id: _id, ...schema } = schemas[name] ?? {};
  return schema;
}

function partOf(schemas: JsonSchemas, name: EndpointName, part: string): JsonSchema {
  return schemaIn((schemas[name]?.properties ?? {}) as JsonSchemas, part);
}

function isEqual(some: JsonSchemas, others: JsonSchemas, name: string): boolean {
  const [one, other] = [schemaIn(some, name), schemaIn(others, name)];
  return canonicalJson(one as Json) === canonicalJson(other as Json);
}
