import { guardRoute, type Guarded } from '../../http/guard-route';

/** Mail in the name of this server, to anybody and with any words, is for who sees its settings. */
export default (plugin: Guarded): Guarded =>
  guardRoute(plugin, { method: 'POST', path: '/', action: 'plugin::email.settings.read' });
