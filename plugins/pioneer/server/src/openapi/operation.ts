import type { OpenAPIV3_1 } from 'openapi-types';
import { takesIdempotencyKey, type Access, type Endpoint } from '../../../contract/endpoint';
import { endpoints, type EndpointName } from '../../../contract/endpoints';
import type { EndpointSchemas, JsonSchema } from './contract-schemas';
import { refusalsOf } from './refusal-responses';
import { tagOf } from './tags';

type Parameter = OpenAPIV3_1.ParameterObject | OpenAPIV3_1.ReferenceObject;

/** Headers that several operations take, by the name under which they refer to them. */
export const HEADER_PARAMETERS: Readonly<Record<string, OpenAPIV3_1.ParameterObject>> = {
  AcceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    description: 'The language of messages: Chinese unless English is preferred.',
    schema: { type: 'string' },
    example: 'en',
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Made by the client for one write and sent again with every repetition of it, for up to 14 ' +
      'days: the write happens once, and every repetition gets its answer.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
  },
};

export const SECURITY_SCHEMES: Readonly<Record<string, OpenAPIV3_1.HttpSecurityScheme>> = {
  memberToken: {
    type: 'http',
    scheme: 'bearer',
    description: 'The access token that `session.signIn` and `session.activate` answer with.',
  },
  administratorToken: {
    type: 'http',
    scheme: 'bearer',
    description: 'The access token of an administrator of the admin panel.',
  },
};

/** An endpoint of the contract as an operation of the document. */
export function operationOf(
  name: EndpointName,
  schemas: EndpointSchemas,
): OpenAPIV3_1.OperationObject {
  const endpoint: Endpoint = endpoints[name];
  return {
    operationId: name,
    summary: endpoint.summary,
    tags: [tagOf(name)],
    security: securityOf(endpoint),
    parameters: [
      ...parametersOf('path', schemas.params),
      ...parametersOf('query', schemas.query),
      ...headersOf(endpoint),
    ],
    ...requestBodyOf(endpoint, schemas.body),
    responses: {
      '200': {
        description: 'What was asked for.',
        content: endpoint.givesFile ? ANY_FILE : jsonOf(schemas.response),
      },
      ...refusalsOf(endpoint),
    },
  };
}

function requestBodyOf(
  { takesFile }: Endpoint,
  body: JsonSchema,
): Pick<OpenAPIV3_1.OperationObject, 'requestBody'> {
  if (takesFile) return { requestBody: { required: true, content: formOf(body) } };
  return isEmpty(body) ? {} : { requestBody: { required: true, content: jsonOf(body) } };
}

/** Who reads what is public may say who they are, and is told what is theirs. */
function securityOf({ access, method }: Endpoint): OpenAPIV3_1.SecurityRequirementObject[] {
  const needed: Readonly<Record<Access, OpenAPIV3_1.SecurityRequirementObject[]>> = {
    public: method === 'GET' ? [{}, { memberToken: [] }] : [],
    member: [{ memberToken: [] }],
    administrator: [{ administratorToken: [] }],
  };
  return needed[access];
}

function parametersOf(place: 'path' | 'query', schema: JsonSchema): Parameter[] {
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const { description, ...rest } = property as JsonSchema;
    return {
      name,
      in: place,
      required: schema.required?.includes(name) ?? false,
      ...(description === undefined ? {} : { description }),
      schema: rest as OpenAPIV3_1.ParameterObject['schema'],
    };
  });
}

function headersOf(endpoint: Endpoint): OpenAPIV3_1.ReferenceObject[] {
  const names = ['AcceptLanguage', ...(takesIdempotencyKey(endpoint) ? ['IdempotencyKey'] : [])];
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}

function isEmpty({ type, properties }: JsonSchema): boolean {
  return type === 'object' && Object.keys(properties ?? {}).length === 0;
}

/** A file says itself what it is. */
const ANY_FILE: Record<string, OpenAPIV3_1.MediaTypeObject> = { '*/*': {} };

/** The fields of the body as parts of a form, and the file beside them. */
function formOf(body: JsonSchema): Record<string, OpenAPIV3_1.MediaTypeObject> {
  const schema = {
    ...body,
    properties: { ...body.properties, file: { contentMediaType: 'application/octet-stream' } },
    required: [...(body.required ?? []), 'file'],
  };
  return { 'multipart/form-data': { schema: schema as OpenAPIV3_1.SchemaObject } };
}

function jsonOf(schema: JsonSchema): Record<string, OpenAPIV3_1.MediaTypeObject> {
  return { 'application/json': { schema: schema as OpenAPIV3_1.SchemaObject } };
}
