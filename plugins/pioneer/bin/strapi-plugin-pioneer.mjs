#!/usr/bin/env node
import { run } from '../dist/cli/index.mjs';

process.exitCode = await run(process.argv.slice(2), process.cwd());
