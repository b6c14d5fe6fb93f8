import { appendFileSync, createReadStream } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { z } from 'zod';

/** What became of a request: `unknown` when no answer came, so that it may or may not have worked. */
const outcome = z.enum(['acknowledged', 'refused', 'unknown']);

const entrySchema = z.discriminatedUnion('what', [
  /** A task was published; its opening must be there. */
  z.object({ what: z.literal('publish'), outcome, taskId: z.string() }),
  /** A claim was asked for. `claimId` and `version` are what the answer said. */
  z.object({
    what: z.literal('claim'),
    outcome,
    openingId: z.string(),
    memberId: z.string(),
    claimId: z.string().optional(),
    version: z.number().optional(),
  }),
  /** A command on a claim; `version` is that of the answer. */
  z.object({
    what: z.literal('command'),
    outcome,
    command: z.string(),
    claimId: z.string(),
    memberId: z.string(),
    version: z.number().optional(),
    /** Of a report or submission. */
    clientId: z.string().optional(),
  }),
]);

/** One request that wanted to change something, and its answer. */
export type JournalEntry = z.infer<typeof entrySchema>;
export type Outcome = z.infer<typeof outcome>;

/**
 * The clients' own account of a run: every write is noted with its answer, at the moment it
 * arrives, in a file of JSON lines. It is what the database is held against afterwards, so it
 * must come from the clients and not from the server, and it must survive the replay's memory.
 */
export interface Journal {
  readonly file: string;
  note(entry: JournalEntry): void;
}

export function createJournal(file: string): Journal {
  appendFileSync(file, '');
  return { file, note: (entry) => appendFileSync(file, `${JSON.stringify(entry)}\n`) };
}

/** Reads a journal back. Throws on a line that is not of this form. */
export async function readJournal(file: string): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    entries.push(entrySchema.parse(JSON.parse(line)));
  }
  return entries;
}
