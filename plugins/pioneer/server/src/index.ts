/** The plugin as Strapi loads it. */
const plugin = {
  register(): void {},
};

export default plugin;
