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
    httpServer.once('error', (error) => reject(refusalOf(error, strapi)));
    strapi.listen().then(resolve, reject);
  });
  httpServer.removeAllListeners('error').on('error', (error) => strapi.log.error(error));
  return addressOf(httpServer.address() as AddressInfo);
}

function refusalOf(error: Error & { code?: string }, strapi: Core.Strapi): Error {
  const problem = PROBLEMS[error.code ?? ''];
  if (problem === undefined) return error;
  const { host, port } = strapi.config.get<{ host: string; port: number }>('server');
  return new StartupRefusal(`${host}:${port} ${problem}.`);
}

function addressOf({ address, family, port }: AddressInfo): string {
  if (EVERY_ADDRESS.includes(address)) return `http://127.0.0.1:${port}`;
  return family === 'IPv6' ? `http://[${address}]:${port}` : `http://${address}:${port}`;
}
