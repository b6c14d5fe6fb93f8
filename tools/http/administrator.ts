import { createClient, type Call } from 'strapi-plugin-pioneer/contract';
import { z } from 'zod';
import { AccessToken } from './access-token';
import { sendJson, type JsonRequest } from './send-json';

/** The account of an administrator of the admin panel. */
export interface AdministratorAccount {
  readonly firstname: string;
  readonly email: string;
  /** Strapi wants 8 characters or more, with a small letter, a capital and a digit. */
  readonly password: string;
}

/** An administrator at work: the contract's endpoints and the content manager's. */
export interface Administrator {
  readonly call: Call;
  /** Makes a document (a draft, where its type has drafts) and gives its documentId. */
  create(uid: string, data: Content, locale?: string): Promise<string>;
  /** Changes a document, or adds it in one more language. */
  update(uid: string, documentId: string, data: Content, locale?: string): Promise<void>;
  publish(uid: string, documentId: string, locale?: string): Promise<void>;
  /** Writes a single type. */
  writeSingle(uid: string, data: Content, locale?: string): Promise<void>;
  /** Reads or writes what is in no contract: the admin panel's own settings. */
  manage(method: JsonRequest['method'], path: string, body?: Content): Promise<unknown>;
  /** The same session at another node. */
  at(url: string): Administrator;
}

export type Content = Readonly<Record<string, unknown>>;

const sessionSchema = z.object({ data: z.object({ token: z.string() }) });
const documentSchema = z.object({ data: z.object({ documentId: z.string() }) });

/**
 * Opens the one-time address of a fresh server and registers its first administrator there. The
 * session renews itself by signing in again shortly before it would end.
 */
export async function registerFirstAdministrator(options: {
  url: string;
  firstAdministratorUrl: string;
  account: AdministratorAccount;
  fetch?: typeof fetch;
  /** How long before its end the session is renewed, in milliseconds. */
  renewBefore?: number;
}): Promise<Administrator> {
  const { url, account, fetch: send = fetch, renewBefore } = options;
  const cookie = await openOneTimeAddress(options.firstAdministratorUrl);
  const body = { ...account, lastname: '' };
  const address = new URL('/admin/register-admin', url);
  const answer = await sendJson({ fetch: send, method: 'POST', url: address, body, cookie });
  return administratorWith({
    url,
    account,
    fetch: send,
    token: tokenOf(sessionSchema.parse(answer).data.token, {
      ...{ url, account, fetch: send, renewBefore },
    }),
  });
}

/** What the address sets is httpOnly and short-lived: it is the ticket for the registration. */
async function openOneTimeAddress(address: string): Promise<string> {
  const answer = await fetch(address, { redirect: 'manual' });
  await answer.arrayBuffer();
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]);
  if (cookies.length === 0) {
    const found = `HTTP ${answer.status} without a cookie`;
    throw new Error(`The one-time address of the first administrator answered ${found}.`);
  }
  return cookies.join('; ');
}

interface Session {
  readonly url: string;
  readonly account: AdministratorAccount;
  readonly fetch: typeof fetch;
  readonly token: AccessToken;
}

function tokenOf(
  token: string,
  session: Omit<Session, 'token'> & { readonly renewBefore?: number },
): AccessToken {
  const { url, account, fetch: send, renewBefore } = session;
  const signIn = async () => {
    const { email, password } = account;
    const address = new URL('/admin/login', url);
    const body = { email, password };
    const answer = await sendJson({ fetch: send, method: 'POST', url: address, body });
    return sessionSchema.parse(answer).data.token;
  };
  return new AccessToken(token, signIn, renewBefore);
}

function administratorWith(session: Session): Administrator {
  const { url, fetch: send, token } = session;

  async function manage(
    method: JsonRequest['method'],
    path: string,
    body?: Content,
  ): Promise<unknown> {
    await token.prepare();
    const address = new URL(path, url);
    return sendJson({ fetch: send, method, url: address, body, token: token.current });
  }
  async function write(
    method: JsonRequest['method'],
    path: string,
    body: Content,
    locale?: string,
  ): Promise<string> {
    const query = locale === undefined ? '' : `?${new URLSearchParams({ locale }).toString()}`;
    const content = locale === undefined ? body : { ...body, locale };
    const answer = await manage(method, `/content-manager/${path}${query}`, content);
    return documentSchema.parse(answer).data.documentId;
  }
  const client = createClient({ url, token: () => token.current, fetch: send });
  return {
    async call(name, options) {
      await token.prepare();
      return client(name, options);
    },
    create: (uid, data, locale) => write('POST', `collection-types/${uid}`, data, locale),
    async update(uid, documentId, data, locale) {
      await write('PUT', `collection-types/${uid}/${documentId}`, data, locale);
    },
    async publish(uid, documentId, locale) {
      const path = `collection-types/${uid}/${documentId}/actions/publish`;
      await write('POST', path, {}, locale);
    },
    async writeSingle(uid, data, locale) {
      await write('PUT', `single-types/${uid}`, data, locale);
    },
    manage,
    at: (node) => administratorWith({ ...session, url: node }),
  };
}
