/** What is thrown where code takes for granted what was sent: by JavaScript, and by zod. */
const STUMBLES = ['TypeError', 'ZodError'];

/** Where filters and orders become SQL: whatever is thrown there is of whoever wrote them. */
const FILTERS =
  /[\\/]@strapi[\\/]database[\\/]dist[\\/]query[\\/]helpers[\\/](where|order-by|join)\.js/;

const STRAPI = /[\\/]node_modules[\\/]@strapi[\\/]/;

/** Frames that say nothing of whose code it is: libraries, JavaScript itself. */
const ANYBODYS = /[\\/]node_modules[\\/]|\(node:|<anonymous>/;

/**
 * Whether Strapi's own code has tripped over what was sent to it: several of its controllers read
 * bodies without asking first what is in them. The frame nearest to the mistake decides, so that a
 * mistake in our code stays one. See docs/decisions/0020.
 */
export function isStumble(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const nearest = frames.find((frame) => STRAPI.test(frame) || !ANYBODYS.test(frame));
  if (nearest === undefined || !STRAPI.test(nearest)) return false;
  return STUMBLES.includes(error.name) || FILTERS.test(nearest);
}
