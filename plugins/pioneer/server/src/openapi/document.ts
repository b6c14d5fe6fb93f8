import { createHash } from 'node:crypto';
import { once } from 'lodash';
import type { OpenAPIV3_1 } from 'openapi-types';
import { pathPrefixOf } from '../../../contract/endpoint';
import { endpoints, type EndpointName } from '../../../contract/endpoints';
import { RELEASE } from '../../../core/release';
import { COMPONENTS, describeContract, type JsonSchema } from './contract-schemas';
import { HEADER_PARAMETERS, operationOf, SECURITY_SCHEMES } from './operation';
import { REFUSAL_RESPONSES } from './refusal-responses';
import { TAGS } from './tags';

const DESCRIPTION = `Tasks are claimed, worked, evaluated and told as stories; this is the API of it.

Addresses below \`/api/pioneer\` are for front ends and members, those below \`/pioneer\` for the admin
panel. A refusal has a code, which is its identity, and a message for people. Moments are ISO 8601
in UTC with milliseconds. Texts are normalised to NFC and trimmed before they are measured. Lists
come in pages: \`nextCursor\` of one is the \`cursor\` of the next, and null on the last.`;

export interface OpenApiDocument {
  readonly document: OpenAPIV3_1.Document & { readonly openapi: '3.1.0' };
  /** Changes exactly when the document does. */
  readonly etag: string;
}

/** The whole contract as one OpenAPI document, made once. */
export const openApiDocument = once((): OpenApiDocument => {
  const document = describeApi();
  const hash = createHash('sha256').update(JSON.stringify(document)).digest('base64url');
  return { document, etag: `"${hash}"` };
});

function describeApi(): OpenApiDocument['document'] {
  const { components, of } = describeContract();
  const paths: Record<string, OpenAPIV3_1.PathItemObject> = {};
  for (const name of Object.keys(endpoints) as EndpointName[]) {
    const { access, method, path } = endpoints[name];
    const address = pathPrefixOf(access) + path.replaceAll(/:(\w+)/g, '{$1}');
    paths[address] = { ...paths[address], [method.toLowerCase()]: operationOf(name, of(name)) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Beautiful Pioneer',
      version: RELEASE,
      summary: "A town's pioneer work as one closed loop, in public.",
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The server that gives this document.' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: usedOf(components, { paths, responses: REFUSAL_RESPONSES }),
      responses: { ...REFUSAL_RESPONSES },
      parameters: { ...HEADER_PARAMETERS },
      securitySchemes: { ...SECURITY_SCHEMES },
    },
  };
}

/** The components that the rest of the document needs, and those that they need, by name. */
function usedOf(
  components: Readonly<Record<string, JsonSchema>>,
  rest: unknown,
): Record<string, OpenAPIV3_1.SchemaObject> {
  const used = new Map<string, JsonSchema>();
  const waiting: unknown[] = [rest];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    for (const name of namesIn(part)) {
      const schema = components[name];
      if (schema === undefined || used.has(name)) continue;
      used.set(name, schema);
      waiting.push(schema);
    }
  }
  const sorted = [...used].sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(sorted) as Record<string, OpenAPIV3_1.SchemaObject>;
}

function namesIn(part: unknown): string[] {
  const references = JSON.stringify(part).matchAll(new RegExp(`"${COMPONENTS}(\\w+)"`, 'g'));
  return [...references].map(([, name = '']) => name);
}
