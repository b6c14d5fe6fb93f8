import { noExceptions } from './no-exceptions.mjs';
import { noPresent } from './no-present.mjs';
import { rings } from './rings.mjs';

/** The rules of this project, as a plugin of the linter. */
export default {
  meta: { name: 'pioneer' },
  rules: { rings, 'no-exceptions': noExceptions, 'no-present': noPresent },
};
