import type { AddressInfo } from 'node:net';
import type { Core } from '@strapi/strapi';
import { StartupRefusal } from '../src/startup/startup-refusal';

/** Addresses that stand for every address of the machine; nobody can open them. */
const EVERY_ADDRESS = ['0.0.0.0', '::'];

const PROBLEMS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program; stop that, or set PORT to a free port',
  EACCES: 'is not open to this user; set PORT to one above 1023',
  EADDRNOTAVAIL: 'is no address of this machine; correct HOST',
  ENOTFOUND: 'is no address of this machine; correct HOST',
};

/**
 * Opens the port and resolves with the address that it really listens on, also for `PORT=0`,
 * which takes any free one. Throws `StartupRefusal` when the address cannot be had.
 */
export async function listen(strapi: Core.Strapi): Promise<string> {
  const { httpServer } = strapi.server;
  // Strapi's own listener would end the process with a log entry.
  httpServer.removeAllListeners('error');
  await new Promise<unknown>((resolve, reject) => {
    const address = strapi.config.get<ListeningAddress>('server');
    httpServer.once('error', (error) => reject(refusalOf(error, address)));
    strapi.listen().then(resolve, reject);
  });
  httpServer.removeAllListeners('error').on('error', (error) => strapi.log.error(error));
  return addressOf(httpServer.address() as AddressInfo);
}

export interface ListeningAddress {
  readonly host: string;
  readonly port: number;
}

/** Says what is wrong with an address that cannot be had; gives other errors back. */
export function refusalOf(
  error: Error & { code?: string },
  { host, port }: ListeningAddress,
): Error {
  const problem = PROBLEMS[error.code ?? ''];
  if (problem === undefined) return error;
  return new StartupRefusal(`${host}:${port} ${problem}.`);
}

function addressOf({ address, family, port }: AddressInfo): string {
  if (EVERY_ADDRESS.includes(address)) return `http://127.0.0.1:${port}`;
  return family === 'IPv6' ? `http://[${address}]:${port}` : `http://${address}:${port}`;
}
