import { factories } from '@strapi/strapi';

/** Reading only: editors write in the admin panel, rules write through the plugin. */
export default factories.createCoreRouter('api::expert.expert', { only: ['find', 'findOne'] });
