import { createHash } from 'node:crypto';
import { partition } from 'lodash';
import { evidence } from '../evidence/tables';
import { columnName } from '../shared/table';
import {
  ABOUT,
  aboutSchema,
  CONTENTS,
  contentsSchema,
  EVIDENCE,
  FORMAT,
  kindSchema,
  TABLES,
  type About,
  type Contents,
} from './archive-format';
import { readArchive, type ArchivePart } from './read-archive';
import { BackupRefusal } from './refusal';

/** A back-up that was read from end to end and is what was written. */
export interface CheckedBackup {
  readonly file: string;
  readonly about: About;
  readonly contents: Contents;
  /** Keys of the evidence that its rows name. */
  readonly namedEvidence: readonly string[];
  /** Those of them whose content it holds. */
  readonly heldEvidence: readonly string[];
}

/**
 * Reads a back-up from end to end before anything else is touched: its format, every part against
 * its SHA-256, and the evidence that its rows name.
 *
 * Throws BackupRefusal for whatever is not as it was written.
 */
export async function checkBackup(
  file: string,
  { mayLackEvidence }: { readonly mayLackEvidence: boolean },
): Promise<CheckedBackup> {
  let about: About | undefined;
  let contents: Contents | undefined;
  const found = new Map<string, Contents['parts'][number]>();
  const named = new Map<string, string>();
  for await (const part of readArchive(file)) {
    const content = await part.content();
    if (about === undefined) about = readAbout(file, part.name, content);
    else if (part.name === CONTENTS) contents = parse(file, part, contentsSchema, content);
    if (part.name === CONTENTS) continue;
    const sha256 = createHash('sha256').update(content).digest('hex');
    found.set(part.name, { name: part.name, bytes: content.length, sha256 });
    if (part.name.startsWith(`${TABLES}${evidence.name}/`)) noteEvidence(about, content, named);
  }
  if (about === undefined) throw new BackupRefusal('FILE_NO_BACKUP', { file });
  if (contents === undefined) throw new BackupRefusal('BACKUP_TRUNCATED', { file });
  refuseDifferentParts(file, contents, found);
  const isHeld = (key: string) => found.get(EVIDENCE + key)?.sha256 === named.get(key);
  const namedEvidence = [...named.keys()];
  const [heldEvidence, missing] = partition(namedEvidence, isHeld);
  const [first] = missing;
  if (first !== undefined && !mayLackEvidence) {
    throw new BackupRefusal('BACKUP_LACKS_EVIDENCE', { count: missing.length, first });
  }
  return { file, about, contents, namedEvidence, heldEvidence };
}

function readAbout(file: string, name: string, content: Buffer): About {
  const read = name === ABOUT ? kindSchema.safeParse(readJson(content)) : null;
  if (read?.success !== true) throw new BackupRefusal('FILE_NO_BACKUP', { file });
  const { format, application } = read.data;
  if (format !== FORMAT) {
    const { version } = application;
    const facts = { file, found: format, expected: FORMAT, version };
    throw new BackupRefusal('BACKUP_FORMAT_UNKNOWN', facts);
  }
  return parse(file, { name }, aboutSchema, content);
}

function parse<T>(
  file: string,
  { name }: Pick<ArchivePart, 'name'>,
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
  content: Buffer,
): T {
  const read = schema.safeParse(readJson(content));
  if (read.success) return read.data;
  throw new BackupRefusal('BACKUP_DAMAGED', { file, part: name, problem: 'it cannot be read' });
}

function readJson(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    return undefined;
  }
}

function refuseDifferentParts(
  file: string,
  { parts }: Contents,
  found: ReadonlyMap<string, Contents['parts'][number]>,
): void {
  const refuse = (part: string, problem: string) => {
    throw new BackupRefusal('BACKUP_DAMAGED', { file, part, problem });
  };
  for (const { name, bytes, sha256 } of parts) {
    const present = found.get(name);
    if (present === undefined) refuse(name, 'it is missing');
    else if (present.bytes !== bytes) refuse(name, `${present.bytes} bytes, expected ${bytes}`);
    else if (present.sha256 !== sha256) refuse(name, 'its SHA-256 is another one');
  }
  const expected = new Set(parts.map(({ name }) => name));
  for (const name of found.keys()) if (!expected.has(name)) refuse(name, 'it was put in');
}

/** Which contents the rows of the table of evidence name, and their SHA-256. */
function noteEvidence(about: About, content: Buffer, named: Map<string, string>): void {
  const table = about.tables.find(({ name }) => name === evidence.name);
  const place = (attribute: keyof typeof evidence.columns) =>
    table?.columns.findIndex(({ name }) => name === columnName(attribute)) ?? -1;
  const [key, sha256] = [place('fileKey'), place('sha256')];
  for (const row of rowsIn(content)) named.set(String(row[key]), String(row[sha256]));
}

/** The rows of one part of a table. */
export function* rowsIn<Value>(content: Buffer): Generator<Value[]> {
  for (const line of content.toString('utf8').split('\n')) {
    if (line !== '') yield JSON.parse(line) as Value[];
  }
}
