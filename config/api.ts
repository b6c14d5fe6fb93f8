import type { Core } from '@strapi/strapi';

/** The content API takes only parameters that it knows, and never hands out more than a page. */
export default (): Core.Config.Api => ({
  rest: { defaultLimit: 25, maxLimit: 100, withCount: true, strictParams: true },
  documents: { strictParams: true, strictRelations: true },
});
