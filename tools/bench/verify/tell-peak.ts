/**
 * Loaded before a program that is measured: tells by the fourth stream, line by line, how many
 * kilobytes of memory it has had at most. Strapi takes listeners for the end away when it is destroyed.
 */

import { writeSync } from 'node:fs';

const TO_WHOM_MEASURES = 3;
const EVERY_MS = 50;

setInterval(() => {
  writeSync(TO_WHOM_MEASURES, `${process.resourceUsage().maxRSS}\n`);
}, EVERY_MS).unref();
