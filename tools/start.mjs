/** `npm start`: everything that is needed to see the whole project at work, on one port. */

import { runCommand } from './run-command.mjs';

// Hundreds of requests build the demonstration town; LOG_LEVEL=http shows them all.
const { LOG_LEVEL = 'warn' } = process.env;
const env = { PIONEER_DEMONSTRATION: 'on', LOG_LEVEL };

process.exitCode = await runCommand('serve', { env });
