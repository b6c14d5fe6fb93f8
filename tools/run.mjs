/** Runs one of our commands, on a fresh checkout too: `node tools/run.mjs NAME [ARGUMENTS]`. */

import { runCommand } from './run-command.mjs';

const [name, ...args] = process.argv.slice(2);
process.exitCode = await runCommand(name, { args });
