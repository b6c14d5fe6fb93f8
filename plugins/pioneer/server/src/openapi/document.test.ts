import { readFileSync } from 'node:fs';
import type { OpenAPIV3_1 } from 'openapi-types';
import { takesIdempotencyKey } from '../../../contract/endpoint';
import { endpoints, type EndpointName } from '../../../contract/endpoints';
import { describeContract } from './contract-schemas';
import { openApiDocument } from './document';

const { document } = openApiDocument();
const NAMES = Object.keys(endpoints) as EndpointName[];

/** Every operation with its method and path, by its name. */
const operations = new Map(
  Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item ?? {}).map(([method, value]) => {
      const operation = value as OpenAPIV3_1.OperationObject;
      return [operation.operationId, { ...operation, place: `${method} ${path}` }] as const;
    }),
  ),
);

function operationOf(name: EndpointName) {
  const operation = operations.get(name);
  if (operation === undefined) throw new Error(`the document has no operation "${name}"`);
  return operation;
}

function refersTo(part: unknown, reference: string): boolean {
  return JSON.stringify(part).includes(`{"$ref":"#/components/${reference}"}`);
}

describe('the OpenAPI document', () => {
  it('has every endpoint of the contract under its name, and nothing else', () => {
    expect([...operations.keys()].sort()).toEqual([...NAMES].sort());
  });

  it('says where the API is, for members and for administrators', () => {
    expect(operationOf('claims.acceptOffer').place).toBe(
      'post /api/pioneer/claims/{id}/accept-offer',
    );
    expect(operationOf('tasks.findOpenings').place).toBe('get /pioneer/tasks/{uid}/{id}/openings');
  });

  it('carries the version of the package', () => {
    const { version } = JSON.parse(readFileSync('plugins/pioneer/package.json', 'utf8')) as {
      version: string;
    };

    expect(document.info.version).toBe(version);
  });

  it.each([
    ['openings.find', [{}, { memberToken: [] }]],
    ['session.signIn', []],
    ['claims.find', [{ memberToken: [] }]],
    ['members.import', [{ administratorToken: [] }]],
  ] as const)('says who may call %s', (name, security) => {
    expect(operationOf(name).security).toEqual(security);
  });

  it('lets members repeat what they write, by an Idempotency-Key', () => {
    const repeatable = NAMES.filter((name) =>
      refersTo(operationOf(name).parameters, 'parameters/IdempotencyKey'),
    );

    expect(repeatable).toEqual(NAMES.filter((name) => takesIdempotencyKey(endpoints[name])));
    expect(repeatable).toContain('claims.report');
  });

  it.each([
    ['me.findOne', '200 400 401 403 500 503'],
    ['claims.findOne', '200 400 401 403 404 500 503'],
    ['claims.report', '200 400 401 403 404 409 413 415 422 429 500 503'],
    ['session.signIn', '200 400 401 403 409 413 415 429 500 503'],
  ] as const)('lists the answers of %s', (name, statuses) => {
    expect(Object.keys(operationOf(name).responses ?? {}).join(' ')).toBe(statuses);
  });

  it('names the codes of a refusal with its status', () => {
    const codesOf = (schema: unknown) =>
      (schema as { properties: { error: { properties: { details: { properties: object } } } } })
        .properties.error.properties.details.properties;

    expect(codesOf(document.components?.schemas?.Refusal422)).toMatchObject({
      code: { enum: ['IDEMPOTENCY_KEY_REUSED'] },
    });
  });

  it('refers to what several endpoints share', () => {
    const { schemas } = document.components ?? {};

    expect(refersTo(operationOf('openings.claim').responses?.['200'], 'schemas/Claim')).toBe(true);
    for (const [from, to] of [
      ['Claim', 'OrganisationRef'],
      ['ClaimDetail', 'Terms'],
      ['OpeningDetail', 'Terms'],
      ['Opening', 'Refusal'],
    ] as const) {
      expect([from, refersTo(schemas?.[from], `schemas/${to}`)]).toEqual([from, true]);
    }
  });
});

describe('a shared schema', () => {
  const { components } = describeContract();

  it('has one form when requests and answers agree', () => {
    expect(components).toHaveProperty('Scores');
    expect(components).not.toHaveProperty('ScoresInput');
  });

  it('has a second one for requests, which may leave out what has a default', () => {
    expect(components.Criterion?.required).toContain('isVeto');
    expect(components.CriterionInput?.required).not.toContain('isVeto');
  });

  it('has a second one when something in it has', () => {
    expect(refersTo(components.CriteriaInput, 'schemas/CriterionInput')).toBe(true);
    expect(refersTo(components.Criteria, 'schemas/Criterion')).toBe(true);
  });
});
