/**
 * Lints an OpenAPI document by the recommended rules of Redocly: reads it from stdin and prints
 * what is wrong, as `[{rule, where, message}]`. A process of its own, since Jest cannot load an ES
 * module.
 */

import { text as readAll } from 'node:stream/consumers';
import { createConfig, lintFromString } from '@redocly/openapi-core';

const source = await readAll(process.stdin);
const config = await createConfig({ extends: ['recommended'] });
const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config });
const told = problems.map(({ ruleId, location, message }) => ({
  rule: ruleId,
  where: location.map(({ pointer }) => pointer ?? '').join(' '),
  message,
}));
console.log(JSON.stringify(told));
