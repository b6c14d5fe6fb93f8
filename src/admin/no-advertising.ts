import type { StrapiApp } from '@strapi/strapi/admin';

type CreateMiddleware = StrapiApp['middlewares'][number];

/** Where a browser remembers how far its user is in Strapi's guided tour. */
const TOUR = 'STRAPI_GUIDED_TOUR';
const ENDED_TOUR = { tours: {}, enabled: false, hidden: true, completedActions: [] };

/** Which banners a browser has closed, each of them for one installation. */
const CLOSED_BANNER = 'STRAPI_MEDIA_LIBRARY_BANNER_DISMISSED_FOR_false';

/** Ends the tour that shows how to build content types and to deploy to Strapi's cloud. */
export function endGuidedTour(): void {
  if (window.localStorage.getItem(TOUR) !== null) return;
  window.localStorage.setItem(TOUR, JSON.stringify(ENDED_TOUR));
}

/** Closes the banner that leads to Strapi's blog, before it is drawn for the first time. */
export const closeBanner: CreateMiddleware = () => () => (next) => (action) => {
  const isInit =
    action.type === 'adminApi/executeQuery/fulfilled' && action.meta.arg.endpointName === 'init';
  if (isInit) {
    window.localStorage.setItem(`${CLOSED_BANNER}:${String(action.payload.uuid)}`, 'true');
  }
  return next(action);
};
