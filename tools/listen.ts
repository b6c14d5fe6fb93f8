import type { AddressInfo } from 'node:net';
import type { Core } from '@strapi/strapi';

/** Addresses that stand for every address of the machine; nobody can open them. */
const EVERY_ADDRESS = ['0.0.0.0', '::'];

/**
 * Opens the port and resolves with the address that it really listens on, also for `PORT=0`,
 * which takes any free one. Rejects with the error of the operating system when it cannot.
 */
export async function listen(strapi: Core.Strapi): Promise<string> {
  const { httpServer } = strapi.server;
  // Strapi's own listener ends the process with a log entry; ours lets the caller say why.
  httpServer.removeAllListeners('error');
  await new Promise<unknown>((resolve, reject) => {
    httpServer.once('error', reject);
    strapi.listen().then(resolve, reject);
  });
  httpServer.on('error', (error) => strapi.log.error(error));
  return addressOf(httpServer.address() as AddressInfo);
}

function addressOf({ address, family, port }: AddressInfo): string {
  if (EVERY_ADDRESS.includes(address)) return `http://127.0.0.1:${port}`;
  return family === 'IPv6' ? `http://[${address}]:${port}` : `http://${address}:${port}`;
}
