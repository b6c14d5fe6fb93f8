/** Loaded before a server and its threads, by --import: they tell of every password that they compare. */

import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getPriority } from 'node:os';
import { resolve } from 'node:path';
import { pid } from 'node:process';

const STDOUT = 1;
// Past the stream of a thread, which is passed on when nothing else is to be done.
const say = (line) => writeSync(STDOUT, `${line}\n`);
const costOf = (hash) => String(hash).split('$')[2];

const ofPanel = createRequire(resolve('node_modules/@strapi/admin/package.json'))('bcryptjs');
const { compare } = ofPanel;
ofPanel.compare = (password, hash) => {
  say(`the panel compares a password at cost ${costOf(hash)}`);
  return compare(password, hash);
};

const bcrypt = createRequire(resolve('plugins/pioneer/package.json'))('@node-rs/bcrypt');
const { verifySync } = bcrypt;

bcrypt.verifySync = (password, hash) => {
  say(`a password is compared at cost ${costOf(hash)}`);
  const isRight = verifySync(password, hash);
  // How much nicer this thread is than the server itself.
  const nicer = getPriority() - getPriority(pid);
  say(`a password was compared, by a thread that is nicer by ${nicer}`);
  return isRight;
};
