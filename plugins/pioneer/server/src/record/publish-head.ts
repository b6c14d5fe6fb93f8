import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Core } from '@strapi/strapi';
import type { CalendarDate } from '../../../core/people/calendar';
import { dayOf } from '../people/town-time';
import { isUniqueViolation, read, transact } from '../shared/database';
import { findHead } from './seal-events';
import { insertDerived } from './recorded-writes';
import { recordHeads } from './seal-tables';

/** The day whose head this node has written into its file. */
let writtenFor: CalendarDate | null = null;

/**
 * Publishes where the chain ends, once on every day of the town: as a row, which the public endpoint
 * shows, and as a line of a file on every node, for whoever keeps a copy elsewhere. A chain that was
 * written anew does not lead to heads that others have kept.
 */
export async function publishHead(strapi: Core.Strapi): Promise<void> {
  const today = await publishRow(strapi);
  if (today === null || writtenFor === today) return;
  await writeHeads(strapi);
  writtenFor = today;
}

/** @returns the day, or null while there is nothing to publish */
async function publishRow(strapi: Core.Strapi): Promise<CalendarDate | null> {
  try {
    return await transact(strapi, async (transaction) => {
      const { trx, now } = transaction;
      const date = dayOf(strapi, now);
      const published = await trx(recordHeads.name).where({ date }).first<object | undefined>('id');
      if (published !== undefined) return date;
      const head = await findHead(transaction);
      if (head === null) return null;
      const { seq, hash } = head;
      await insertDerived(transaction, recordHeads, [{ date, seq, hash, publishedAt: now }]);
      return date;
    });
  } catch (error) {
    // Another node was first; the next round finds its row.
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}

/** One line for each day: the day, the place of its last seal and that seal's hash. */
async function writeHeads(strapi: Core.Strapi): Promise<void> {
  const heads = await read(
    strapi,
    ({ trx }): Promise<{ date: string; seq: number; hash: string }[]> =>
      trx(recordHeads.name).orderBy('date').select('date', 'seq', 'hash'),
  );
  const file = String(strapi.config.get('plugin::pioneer.headsFile'));
  const path = resolve(strapi.dirs.app.root, file);
  const unfinished = `${path}.${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(
    unfinished,
    heads.map(({ date, seq, hash }) => `${date} ${seq} ${hash}\n`).join(''),
  );
  await rename(unfinished, path);
}
