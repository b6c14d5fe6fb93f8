import type { Town } from '../../support/town';
import { TASK } from '../../support/content-manager';
import { unknownId } from '../../support/names';
import type { Route } from '../../support/routes';
import type { Scene } from './people-of-scan';

/** What routes are asked with, so that they show what they have to show. */
export interface Targets {
  readonly scene: Scene;
  /** Types that the Content Manager shows. */
  readonly types: readonly string[];
  /** The account of the claimant: number and documentId. */
  readonly account: { readonly id: number; readonly documentId: string };
  readonly ownerId: number;
}

export async function findTargets(town: Town, scene: Scene): Promise<Targets> {
  const token = town.administratorToken;
  const shown = await town.send({ path: '/content-manager/content-types', token });
  const types = shown.body.data as { uid: string; isDisplayed: boolean; kind: string }[];
  const member = await town
    .rows('pioneer_members')
    .where({ document_id: scene.people.claimant?.id })
    .first<{ user_id: number }>('user_id');
  const account = await town
    .rows('up_users')
    .where({ id: member.user_id })
    .first<{ id: number; document_id: string }>('id', 'document_id');
  const me = await town.send({ path: '/admin/users/me', token });
  return {
    scene,
    types: types
      .filter(({ isDisplayed, kind }) => isDisplayed && kind === 'collectionType')
      .map(({ uid }) => uid),
    account: { id: account.id, documentId: account.document_id },
    ownerId: (me.body.data as { id: number }).id,
  };
}

/** The addresses below one route: each with what it is about, and the queries that show the most. */
export function addressesOf({ path }: Route, targets: Targets): string[] {
  const special = SPECIAL[path];
  if (special !== undefined) return special(targets);
  const filled = path
    .replaceAll('(.*)', 'x')
    .replaceAll(/:(\w+)[*]?/g, (_, key: string) => valueOf(key, targets));
  if (!path.startsWith('/api/') || path.startsWith('/api/pioneer/')) return [filled];
  return [filled, `${filled}?populate=*`, `${filled}?populate[createdBy]=true`];
}

function valueOf(key: string, { scene, types }: Targets): string {
  if (key === 'model' || key === 'uid' || key === 'contentType') return types[0] ?? TASK;
  if (key === 'id') return scene.claimId;
  return unknownId();
}

const everybody = ({ scene }: Targets) => Object.values(scene.people);

/** Routes that show nothing without knowing about what. */
const SPECIAL: Readonly<Record<string, (targets: Targets) => string[]>> = {
  '/((?!uploads/).+)': () => ['/robots.txt'],
  '/admin/users/:id': ({ ownerId }) => [`/admin/users/${ownerId}`],
  '/admin/roles/:id': () => ['/admin/roles/1'],
  '/admin/roles/:id/permissions': () => ['/admin/roles/1/permissions'],
  '/api/users/:id': ({ account }) => [`/api/users/${account.id}`],
  '/api/pioneer/claims': () =>
    ['mine', 'to-evaluate', 'to-decide', 'past-due'].map(
      (view) => `/api/pioneer/claims?view=${view}&limit=100`,
    ),
  '/api/pioneer/claims/:id': ({ scene }) => claimsOf(scene, ''),
  '/api/pioneer/claims/:id/timeline': ({ scene }) => claimsOf(scene, '/timeline'),
  '/api/pioneer/claims/:id/evidence/:evidenceId': ({ scene }) => [
    `/api/pioneer/claims/${scene.claimId}/evidence/${scene.evidenceId}`,
  ],
  '/api/pioneer/openings': ({ scene }) => [
    `/api/pioneer/openings?organisation=${scene.village.id}&limit=100`,
  ],
  '/api/pioneer/openings/:id': ({ scene }) => [`/api/pioneer/openings/${scene.opening.id}`],
  '/api/pioneer/organisations/:id': ({ scene }) => [
    `/api/pioneer/organisations/${scene.village.id}`,
  ],
  '/api/pioneer/posts': ({ scene }) => [`/api/pioneer/posts?within=${scene.village.id}`],
  '/pioneer/posts': ({ scene }) => [`/pioneer/posts?within=${scene.village.id}`],
  '/pioneer/members': (targets) =>
    everybody(targets).flatMap(({ number, name }) => [
      `/pioneer/members?q=${number}`,
      `/pioneer/members?q=${encodeURIComponent(name)}`,
    ]),
  '/pioneer/members/:id': (targets) => everybody(targets).map(({ id }) => `/pioneer/members/${id}`),
  '/pioneer/memberships': ({ scene }) => [
    `/pioneer/memberships?organisation=${scene.village.id}&limit=100`,
  ],
  '/pioneer/organisations/:id': ({ scene }) => [`/pioneer/organisations/${scene.village.id}`],
  '/pioneer/access-log': () => ['/pioneer/access-log?limit=100'],
  ...Object.fromEntries(
    ['check', 'openings', 'recurrences'].map((what) => [
      `/pioneer/tasks/:uid/:id/${what}`,
      ({ scene }: Targets) => [`/pioneer/tasks/${TASK}/${scene.opening.taskId}/${what}`],
    ]),
  ),
  '/content-manager/collection-types/:model': (targets) => [
    ...targets.types.map(
      (uid) => `/content-manager/collection-types/${uid}?pageSize=100&sort=id:DESC`,
    ),
    ...everybody(targets).flatMap(({ number, name }) =>
      [number, encodeURIComponent(name)].map(
        (q) => `/content-manager/collection-types/plugin::pioneer.member?_q=${q}`,
      ),
    ),
  ],
  '/content-manager/collection-types/:model/:id': ({ scene, account }) => [
    `/content-manager/collection-types/plugin::pioneer.member/${scene.people.claimant?.id}`,
    `/content-manager/collection-types/plugin::users-permissions.user/${account.documentId}`,
    `/content-manager/collection-types/${TASK}/${scene.opening.taskId}`,
  ],
  '/content-manager/relations/:model/:id/:targetField': ({ scene }) => [
    `/content-manager/relations/plugin::pioneer.member/${scene.people.claimant?.id}/user`,
  ],
  '/content-manager/relations/:model/:targetField': () => [
    '/content-manager/relations/plugin::pioneer.member/user',
  ],
};

function claimsOf({ claimId, sharedClaimId }: Scene, rest: string): string[] {
  return [claimId, sharedClaimId].map((id) => `/api/pioneer/claims/${id}${rest}`);
}
