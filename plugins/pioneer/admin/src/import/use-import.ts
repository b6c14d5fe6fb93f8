import { useState } from 'react';
import { MAX_IMPORT_ROWS, type ImportResult } from '../../../contract';
import { useWords } from '../use-words';
import { CSV_COLUMNS } from './csv-columns';
import { useImportPioneerRowsMutation, type ImportKind } from './import-api';
import type { ImportRows, ToRows } from './import-rows';
import { useLineTexts } from './line-texts';
import { decodeText, readCsv, type CsvProblem } from './read-csv';
import { sendInParts } from './send-in-parts';

/** A line that was not used, and why, in the administrator's language. */
export interface RefusedLine {
  readonly line: number;
  readonly reason: string;
}

export interface ImportReport {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: readonly RefusedLine[];
  /** Rows that were sent; fewer than `count` when sending stopped. */
  readonly done: number;
  readonly count: number;
  /** Why sending stopped, or null. */
  readonly error: unknown;
}

interface ReadyFile {
  readonly name: string;
  readonly lineCount: number;
  readonly rows: ImportRows;
}

export type ImportState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'unusable'; readonly problem: CsvProblem }
  | { readonly phase: 'ready'; readonly file: ReadyFile }
  | { readonly phase: 'running'; readonly done: number; readonly count: number }
  | { readonly phase: 'finished'; readonly report: ImportReport };

/** From choosing a file to the report: idle → ready or unusable → running → finished. */
export function useImport(kind: ImportKind, toRows: ToRows) {
  const { language } = useWords();
  const { problemText, rowRefusalText } = useLineTexts(kind);
  const [sendRows] = useImportPioneerRowsMutation();
  const [state, setState] = useState<ImportState>({ phase: 'idle' });

  const choose = async (file: File) => {
    const text = decodeText(new Uint8Array(await file.arrayBuffer()));
    const reading =
      text === null
        ? { lines: null, problem: { kind: 'unreadable' } as const }
        : readCsv(text, CSV_COLUMNS[kind]);
    if (reading.problem !== null) {
      setState({ phase: 'unusable', problem: reading.problem });
      return;
    }
    const { lines } = reading;
    const ready = { name: file.name, lineCount: lines.length, rows: toRows(lines) };
    setState({ phase: 'ready', file: ready });
  };

  const start = async ({ rows: { rows, problems } }: ReadyFile) => {
    const refusedHere = problems.map((problem) => ({
      line: problem.line,
      reason: problemText(problem),
    }));
    let report = emptyReport(rows.length, refusedHere);
    setState({ phase: 'running', done: 0, count: rows.length });
    try {
      await sendInParts({
        items: rows,
        size: MAX_IMPORT_ROWS,
        send: (part) => sendRows({ kind, language, rows: part.map(({ row }) => row) }).unwrap(),
        onAnswer: (answer, from, done) => {
          const refused = answer.refused.flatMap(({ index, refusal }) => {
            const reason = rowRefusalText(refusal);
            return (rows[from + index]?.lines ?? []).map((line) => ({ line, reason }));
          });
          report = addAnswer(report, answer, refused, done);
          setState({ phase: 'running', done, count: rows.length });
        },
      });
    } catch (error) {
      report = { ...report, error };
    }
    setState({ phase: 'finished', report });
  };

  return { state, choose, start };
}

function emptyReport(count: number, refused: readonly RefusedLine[]): ImportReport {
  return { created: 0, updated: 0, unchanged: 0, refused, done: 0, count, error: null };
}

function addAnswer(
  report: ImportReport,
  answer: ImportResult,
  refused: readonly RefusedLine[],
  done: number,
): ImportReport {
  return {
    ...report,
    created: report.created + answer.created,
    updated: report.updated + answer.updated,
    unchanged: report.unchanged + answer.unchanged,
    refused: [...report.refused, ...refused].sort((a, b) => a.line - b.line),
    done,
  };
}
