import { z } from 'zod';
import { endpoint } from './endpoint';
import { oneOf } from './primitives';

/** Two years either way are more than any test, demonstration or replay needs, in milliseconds. */
const MAX_CLOCK_OFFSET = 2 * 366 * 24 * 60 * 60 * 1000;

export const systemEndpoints = {
  'openapi.find': endpoint({
    summary: 'Read this description of the API.',
    method: 'GET',
    path: '/openapi.json',
    access: 'public',
    response: z.looseObject({ openapi: z.literal('3.1.0') }),
  }),
};

export const systemAdminEndpoints = {
  /** Moves the clock of tests, demonstration and replay; refused wherever it is fixed. */
  'clock.adjust': endpoint({
    summary: 'Move the clock of a test server.',
    method: 'PUT',
    path: '/clock',
    access: 'administrator',
    body: z.strictObject({
      offsetMs: z.number().int().min(-MAX_CLOCK_OFFSET).max(MAX_CLOCK_OFFSET),
    }),
    response: oneOf(z.strictObject({ now: z.string(), offsetMs: z.number().int() })),
  }),
  /** Which content types of the project play which part, and what is missing in them. */
  'parts.find': endpoint({
    summary: 'List which content type plays which part, and what it lacks.',
    method: 'GET',
    path: '/parts',
    access: 'administrator',
    response: oneOf(
      z.array(z.strictObject({ part: z.string(), uid: z.string(), problems: z.array(z.string()) })),
    ),
  }),
};
