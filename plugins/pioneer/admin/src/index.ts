import type { StrapiApp } from '@strapi/strapi/admin';

/** The plugin as the admin panel loads it. */
const plugin = {
  register(app: StrapiApp): void {
    app.registerPlugin({ id: 'pioneer', name: 'Pioneer' });
  },
};

export default plugin;
