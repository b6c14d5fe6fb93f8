import type { Core } from '@strapi/strapi';

/** What whoever reads /metrics has to send; without it there is no such address. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  token: env('METRICS_TOKEN', ''),
});
