import { send, type Answer } from './http';

export const TASK = 'api::task.task';
export const DRIVE = 'api::drive.drive';
export const EVALUATION = 'api::evaluation.evaluation';
export const STANDARD = 'plugin::pioneer.standard';
export const WORKFLOW = 'plugin::pioneer.workflow';

export type Content = Readonly<Record<string, unknown>>;

/** The admin panel's own API for content, as an editor's browser uses it. */
export interface ContentManager {
  /** Sends one request below /content-manager/collection-types. */
  send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: Content): Promise<Answer>;
  /** Makes a document, a draft where its type has drafts, and gives its documentId. */
  create(uid: string, data: Content): Promise<string>;
  /** Makes a document and publishes it, in the one request of the "publish" button. */
  createPublished(uid: string, data: Content): Promise<string>;
  update(uid: string, documentId: string, data: Content): Promise<Answer>;
  /** Saves what the form holds and publishes it. */
  publish(uid: string, documentId: string, data?: Content): Promise<Answer>;
  unpublish(uid: string, documentId: string): Promise<Answer>;
  remove(uid: string, documentId: string): Promise<Answer>;
}

export function createContentManager(url: string, token: string): ContentManager {
  const manage: ContentManager['send'] = (method, path, body) =>
    send({ method, url, path: `/content-manager/collection-types/${path}`, token, body });

  return {
    send: manage,
    create: async (uid, data) => documentIdOf(await manage('POST', uid, data)),
    createPublished: async (uid, data) =>
      documentIdOf(await manage('POST', `${uid}/actions/publish`, data)),
    update: (uid, id, data) => manage('PUT', `${uid}/${id}`, data),
    publish: (uid, id, data = {}) => manage('POST', `${uid}/${id}/actions/publish`, data),
    unpublish: (uid, id) => manage('POST', `${uid}/${id}/actions/unpublish`, {}),
    remove: (uid, id) => manage('DELETE', `${uid}/${id}`),
  };
}

function documentIdOf(answer: Answer): string {
  const { documentId } = (answer.body.data ?? {}) as { documentId?: string };
  if (documentId === undefined) throw new Error(`No document: ${answer.status} ${answer.text}`);
  return documentId;
}

/** A relation to one document, as the forms of the admin panel send it. */
export function linkTo(documentId: string): Content {
  return { connect: [{ documentId }], disconnect: [] };
}
