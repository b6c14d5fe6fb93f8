/**
 * Loaded before a server, by --import: has every answer tell, in X-Strange, what all objects, lists
 * and functions have in common that they had not when the server took its first request.
 */

import { subscribe } from 'node:diagnostics_channel';

const SHARED = { Object, Array, Function, String, Number };

let known;

subscribe('http.server.request.start', ({ response }) => {
  const found = Object.entries(SHARED).flatMap(([name, { prototype }]) =>
    Reflect.ownKeys(prototype).map((key) => `${name}.prototype.${String(key)}`),
  );
  known ??= new Set(found);
  const strange = found.filter((name) => !known.has(name));
  response.setHeader('X-Strange', strange.length === 0 ? 'nothing' : strange.join(', '));
});
