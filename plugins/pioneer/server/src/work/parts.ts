import type { Core } from '@strapi/strapi';
import { DomainError } from '../shared/domain-error';
import { isProduction, StartupRefusal } from '../system/check-startup';

/** What each part needs of a content type that plays it: attribute and kind. */
const PARTS = {
  task: {
    title: 'string',
    slug: 'uid',
    summary: 'text',
    category: 'string',
    priority: 'enumeration',
    organisation: 'relation',
    place: 'component',
    drive: 'relation',
    standard: 'relation',
    workflow: 'relation',
    claimMode: 'enumeration',
    audience: 'text',
    eligibility: 'text',
    unitKind: 'enumeration',
    unitCategory: 'string',
    memberSlots: 'integer',
    organisationSlots: 'integer',
    opensAt: 'datetime',
    closesAt: 'datetime',
    dueAt: 'datetime',
    points: 'integer',
    difficulty: 'enumeration',
  },
  drive: {
    name: 'string',
    standard: 'relation',
    workflow: 'relation',
    reportForm: 'json',
    audience: 'text',
    eligibility: 'text',
    opensAt: 'datetime',
    closesAt: 'datetime',
    dueAt: 'datetime',
  },
  evaluation: {
    claimId: 'string',
    task: 'relation',
    organisation: 'relation',
    decision: 'enumeration',
    score: 'decimal',
    passMark: 'decimal',
    grade: 'string',
    gradeLabel: 'json',
    criteria: 'json',
    decidedAt: 'datetime',
    summary: 'text',
  },
  expert: { name: 'string', slug: 'uid' },
  story: { title: 'string', slug: 'uid' },
  'role-model': { name: 'string', slug: 'uid' },
} as const;

export type Part = keyof typeof PARTS;
type TypeUid = keyof Core.Strapi['contentTypes'] & string;

/** A content type of the project that says which part it plays, and what it lacks for it. */
export interface PartFinding {
  readonly part: string;
  readonly uid: string;
  readonly problems: readonly string[];
}

interface DeclaredType {
  readonly uid: string;
  readonly attributes: Readonly<Record<string, { readonly type: string }>>;
  readonly pluginOptions?: { readonly pioneer?: { readonly part?: string } };
}

const found = new WeakMap<Core.Strapi, readonly PartFinding[]>();

/**
 * Every type with `pluginOptions.pioneer.part`, checked against what the part needs. Looked through
 * once: types stay as they are while a server runs, and every verdict asks for them.
 */
export function findParts(strapi: Core.Strapi): readonly PartFinding[] {
  const findings = found.get(strapi) ?? lookThrough(strapi);
  found.set(strapi, findings);
  return findings;
}

function lookThrough(strapi: Core.Strapi): PartFinding[] {
  const types = Object.values(strapi.contentTypes) as unknown as DeclaredType[];
  return types.flatMap((type) => {
    const part = type.pluginOptions?.pioneer?.part;
    return part === undefined ? [] : [{ part, uid: type.uid, problems: problemsOf(type, part) }];
  });
}

function problemsOf(type: DeclaredType, part: string): string[] {
  if (!isPart(part)) {
    return [`unknown part "${part}"; expected one of ${Object.keys(PARTS).join(', ')}`];
  }
  return Object.entries(PARTS[part]).flatMap(([attribute, expected]) => {
    const found = type.attributes[attribute]?.type;
    if (found === expected) return [];
    return [`attribute "${attribute}" is ${found ?? 'missing'}; expected ${expected}`];
  });
}

function isPart(part: string): part is Part {
  return part in PARTS;
}

/** Types that play a part and have everything it needs; others are off. */
export function typesWithPart(strapi: Core.Strapi, part: Part): TypeUid[] {
  return findParts(strapi)
    .filter((finding) => finding.part === part && finding.problems.length === 0)
    .map(({ uid }) => uid as TypeUid);
}

/** @throws DomainError NOT_FOUND when documents of this type are no tasks */
export function assertTaskType(strapi: Core.Strapi, uid: string): void {
  if (!typesWithPart(strapi, 'task').some((type) => type === uid)) {
    throw new DomainError('NOT_FOUND');
  }
}

/**
 * Refuses to start in production when a type does not have what its part needs; elsewhere warns,
 * and the part is off.
 */
export function checkParts(strapi: Core.Strapi): void {
  const misfits = findParts(strapi).filter(({ problems }) => problems.length > 0);
  if (misfits.length === 0) return;
  const message = misfits
    .map(({ part, uid, problems }) => `${uid} as part "${part}": ${problems.join('; ')}`)
    .join(' | ');
  if (isProduction(strapi))
    throw new StartupRefusal(`A content type does not fit its part: ${message}`);
  strapi.log.warn(`[pioneer] a part is off. ${message}`);
}
