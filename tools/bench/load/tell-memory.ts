/**
 * Loaded before a program that is measured: tells in the file named by TELL_MEMORY, line by line, how many
 * bytes of memory it has and had at most. Strapi takes listeners for the end away when it is destroyed.
 */

import { appendFileSync } from 'node:fs';

const EVERY_MS = 50;

setInterval(() => {
  const most = process.resourceUsage().maxRSS * 1024;
  appendFileSync(process.env.TELL_MEMORY ?? '', `${process.memoryUsage.rss()} ${most}\n`);
}, EVERY_MS).unref();
