import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { endpoints, pathPrefixOf, type EndpointName } from 'strapi-plugin-pioneer/contract';
import type { Answer } from './http';
import type { Town } from './town';

/** The parts of the served document that answers are held against. */
interface Served {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | undefined>>>>;
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { readonly $ref?: string }>>;
}

/** What is wrong with an answer by the document: nothing, if all is well. */
export type Judge = (name: EndpointName, answer: Pick<Answer, 'status' | 'body'>) => string[];

/** Judges answers by the OpenAPI document that the server itself gives. */
export async function judgeOf(town: Town): Promise<Judge> {
  const served = (await town.send({ path: '/api/pioneer/openapi.json' })).body as unknown as Served;
  const ajv = new Ajv2020({ allErrors: true });
  addFormats(ajv);
  ajv.addVocabulary(Object.keys(served));
  ajv.addSchema(served, 'served', undefined, false);

  return (name, { status, body }) => {
    const place = placeOf(name);
    const response = served.paths[place.path]?.[place.method]?.responses[String(status)];
    if (response === undefined) return [`${name} may not answer with ${status}`];
    const own = `#/paths/${escape(place.path)}/${place.method}/responses/${status}`;
    const schema = `${response.$ref ?? own}/content/${escape('application/json')}/schema`;
    const isValid = ajv.getSchema(`served${schema}`) ?? ajv.compile({ $ref: `served${schema}` });
    if (isValid(body)) return [];
    return (isValid.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };
}

/** Where an endpoint stands in the document. */
function placeOf(name: EndpointName): { readonly path: string; readonly method: string } {
  const { access, method, path } = endpoints[name];
  return {
    path: pathPrefixOf(access) + path.replaceAll(/:(\w+)/g, '{$1}'),
    method: method.toLowerCase(),
  };
}

/** A part of a JSON pointer in an address. */
function escape(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}
