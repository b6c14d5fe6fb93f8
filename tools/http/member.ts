import { createClient, type Call } from 'strapi-plugin-pioneer/contract';
import { AccessToken } from './access-token';

/** A member who has signed in. */
export interface Member {
  readonly id: string;
  readonly number: string;
  readonly call: Call;
  /** The same session at another node. */
  at(url: string): Call;
}

export interface MemberAccount {
  readonly number: string;
  readonly password: string;
}

/**
 * Activates an account with its one-time code. Access tokens live for minutes: the session signs
 * in again shortly before its token would end, so that no request is refused and sent twice.
 */
export async function activateMember(options: {
  url: string;
  account: MemberAccount;
  code: string;
  fetch?: typeof fetch;
  /** How long before its end the access token is renewed, in milliseconds. */
  renewBefore?: number;
}): Promise<Member> {
  const { url, account, code, fetch: send = fetch, renewBefore } = options;
  const visitor = createClient({ url, fetch: send });
  const activated = await visitor('session.activate', { body: { ...account, code } });
  const signIn = async () => {
    const { data } = await visitor('session.signIn', { body: { ...account } });
    return data.accessToken;
  };
  const token = new AccessToken(activated.data.accessToken, signIn, renewBefore);
  const at = (node: string): Call => {
    const client = createClient({ url: node, token: () => token.current, fetch: send });
    return async (name, call) => {
      await token.prepare();
      return client(name, call);
    };
  };
  return { id: activated.data.member.id, number: account.number, call: at(url), at };
}
