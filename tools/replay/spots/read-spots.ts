import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse, type Info } from 'csv-parse';
import { UnusableRequest } from '../options';
import { findOddity, parseSpot, SPOT_COLUMNS, type Spot } from './spot';

/** A row that somebody should look at. */
export interface RowReport {
  /** Where the row ends in the file, counted from 1. */
  readonly line: number;
  readonly reason: string;
  readonly used: boolean;
}

export interface SpotsFile {
  readonly spots: readonly Spot[];
  readonly reports: readonly RowReport[];
}

/**
 * Reads a CSV of service requests. A row that cannot be used is reported and left out; a strange
 * one is reported and used. Throws `UnusableRequest` when the file cannot be read, lacks a
 * column or holds no usable row.
 */
export async function readSpots(file: string): Promise<SpotsFile> {
  const spots = new Map<string, Spot>();
  const reports: RowReport[] = [];
  const report = (line: number, reason: string, used: boolean): void =>
    void reports.push({ line, reason, used });

  function take(row: CsvRow): void {
    const line = row.info.lines;
    const parsed = parseSpot(row.record);
    if (!parsed.usable) return report(line, parsed.reason, false);
    const { spot } = parsed;
    if (spots.has(spot.key)) return report(line, `key ${spot.key} appears a second time`, false);
    spots.set(spot.key, spot);
    const oddity = findOddity(spot);
    if (oddity !== null) report(line, oddity, true);
  }
  const parser = parse({
    bom: true,
    columns: (header: string[]) => assertColumns(header, file),
    info: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error !== undefined) report(Number(error.lines), error.message, false);
      return undefined;
    },
  });
  try {
    await pipeline(createReadStream(file), parser, async (rows: AsyncIterable<CsvRow>) => {
      for await (const row of rows) take(row);
    });
  } catch (error) {
    throw error instanceof UnusableRequest ? error : unreadable(file, error);
  }
  if (spots.size === 0) throw new UnusableRequest(`${file} holds no row that can be used.`);
  return { spots: [...spots.values()], reports };
}

interface CsvRow {
  readonly info: Info;
  readonly record: Record<string, string>;
}

function assertColumns(header: string[], file: string): string[] {
  const missing = SPOT_COLUMNS.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    const found = header.join(', ');
    throw new UnusableRequest(
      `${file} lacks the column ${missing.join(', ')}. Its first line holds: ${found}.`,
    );
  }
  return header;
}

function unreadable(file: string, error: unknown): UnusableRequest {
  const reason = error instanceof CsvError ? error.message : (error as Error).message;
  return new UnusableRequest(`${file} cannot be read: ${reason}`, { cause: error });
}
