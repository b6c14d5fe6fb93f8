interface UidRequest {
  readonly contentTypeUID: string;
  readonly field: string;
  readonly locale?: string;
}

interface UidService {
  generateUIDField(request: UidRequest & { readonly data: object }): Promise<string>;
  findUniqueUID(request: UidRequest & { readonly value: string }): Promise<string>;
}

interface ContentManager {
  readonly services: { uid: (context: object) => UidService };
}

/**
 * Suggests an address for Chinese titles. Strapi builds it from Latin letters and digits only, so
 * that a Chinese title gives an empty one; then the address is the type's name with a number, as
 * Strapi itself does for an empty title ("story-12").
 */
export default (plugin: ContentManager): ContentManager => {
  const createUidService = plugin.services.uid;
  plugin.services.uid = (context) => {
    const service = createUidService(context);
    return {
      ...service,
      async generateUIDField(request) {
        const generated = await service.generateUIDField(request);
        if (generated !== '') return generated;
        const { contentTypeUID, field, locale } = request;
        const value = contentTypeUID.split('.').at(-1) ?? field;
        return service.findUniqueUID({ contentTypeUID, field, value, locale });
      },
    };
  };
  return plugin;
};
