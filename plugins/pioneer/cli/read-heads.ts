import { readFileSync } from 'node:fs';
import type { KeptHead } from '../core/record/verification';
import { CommandRefusal } from './refusal';

/** A day, the place of its last seal and that seal's hash. */
const HEAD = /^(?<date>\d{4}-\d{2}-\d{2}) (?<seq>\d+) (?<hash>[0-9a-f]{64})$/;

/**
 * Reads a file of heads that was copied elsewhere, a line for each day.
 *
 * @throws CommandRefusal
 */
export function readHeads(file: string): KeptHead[] {
  const lines = readLines(file);
  if (lines.length === 0) throw new CommandRefusal('HEADS_MISSING', { file });
  return lines.map((line, place) => {
    const { date = '', seq, hash = '' } = HEAD.exec(line)?.groups ?? {};
    if (seq !== undefined) return { date, seq: Number(seq), hash };
    throw new CommandRefusal('HEADS_UNREADABLE', { file, place: String(place + 1), line });
  });
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch {
    throw new CommandRefusal('HEADS_MISSING', { file });
  }
}
