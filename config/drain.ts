import type { Core } from '@strapi/strapi';

const SECOND = 1000;

/** How long a server that is told to stop says so before it does, see src/startup/drain.ts. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  delayMs: env.int('DRAIN_DELAY_SECONDS', 0) * SECOND,
});
