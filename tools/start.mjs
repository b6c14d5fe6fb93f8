/** `npm start`: everything that is needed to see the whole project at work, on one port. */

import { runCommand } from './run-command.mjs';

process.exitCode = await runCommand('serve', { env: { PIONEER_DEMONSTRATION: 'on' } });
