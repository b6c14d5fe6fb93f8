/** What the package is called and which release this is; a test holds both against package.json. */
export const PACKAGE = 'strapi-plugin-pioneer';
export const RELEASE = '0.1.0';

/** The releases of Strapi that this one works with, as package.json says to npm. */
export const SUPPORTED_STRAPI = '^5.54.0';
