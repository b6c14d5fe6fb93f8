/** Loaded before a server, by --import: has it tell how long it waits for whoever sends a request. */

import { subscribe } from 'node:diagnostics_channel';
import { stdout } from 'node:process';

subscribe('http.server.request.start', ({ server }) => {
  const { headersTimeout, requestTimeout, connectionsCheckingInterval, keepAliveTimeout } = server;
  const patience = {
    headersTimeout,
    requestTimeout,
    connectionsCheckingInterval,
    keepAliveTimeout,
  };
  stdout.write(`patience: ${JSON.stringify(patience)}\n`);
});
