import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PACKAGE } from '../core/release';
import { findExistingTypes, type ExistingType } from './existing-types';
import type { Project } from './find-project';
import { projectFiles } from './project-files';
import { projectTypes } from './project-types';
import { CommandRefusal, said } from './refusal';

/** Small letters and digits, with single hyphens between: what Strapi takes as a name. */
const PREFIX = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Writes the types into a project that has none with a part, and says what it did. All or nothing:
 * where one name or file is taken, none is written.
 *
 * @throws CommandRefusal PREFIX_UNFIT, SCHEMA_UNREADABLE, NAMES_TAKEN, FILES_EXIST
 */
export function writeTypes(
  { folder, language }: Project,
  prefix: string | undefined,
): readonly string[] {
  if (prefix !== undefined && !PREFIX.test(prefix)) {
    throw new CommandRefusal('PREFIX_UNFIT', { prefix });
  }
  const existing = findExistingTypes(folder);
  const playing = existing.filter(({ part }) => part !== null);
  if (playing.some(({ part }) => part === 'task')) return playing.map(lineAbout);
  assertNamesAreFree(existing, prefix);
  const files = projectFiles(language, prefix);
  const different = files.filter(({ path, text }) => isDifferent(join(folder, path), text));
  if (different.length > 0) {
    const names = different.map(({ path }) => path).join(', ');
    throw new CommandRefusal('FILES_EXIST', { files: names });
  }
  for (const { path, text } of files) write(join(folder, path), text);
  return files.map(({ path }) => said({ zh: `写入 ${path}`, en: 'written' }));
}

function lineAbout({ path, part }: ExistingType): string {
  return said({
    zh: `${path} 已经是 ${part}，保持不变`,
    en: 'has this part already, left as it is',
  });
}

function assertNamesAreFree(existing: readonly ExistingType[], prefix: string | undefined): void {
  const taken = existing.filter((type) =>
    projectTypes(prefix).some(
      ({ collectionName, info }) =>
        collectionName === type.collectionName ||
        [type.singularName, type.pluralName].some((name) =>
          [info.singularName, info.pluralName].includes(name),
        ),
    ),
  );
  if (taken.length === 0) return;
  const names = taken.map(({ singularName, path }) => `${singularName} (${path})`).join(', ');
  throw new CommandRefusal('NAMES_TAKEN', { names, plugin: PACKAGE });
}

function isDifferent(file: string, text: string): boolean {
  return existsSync(file) && readFileSync(file, 'utf8') !== text;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
