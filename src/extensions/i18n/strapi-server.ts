import { guardRoute, type Guarded } from '../../http/guard-route';

/** How languages are treated is for who may change them. */
export default (plugin: Guarded): Guarded =>
  guardRoute(plugin, { method: 'PUT', path: '/settings', action: 'plugin::i18n.locale.update' });
