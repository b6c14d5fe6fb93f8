/** Loaded before a server, by --import: has it tell of every password that it compares. */

import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { stdout } from 'node:process';

const bcrypt = createRequire(resolve('plugins/pioneer/package.json'))('@node-rs/bcrypt');
const { verify } = bcrypt;

bcrypt.verify = async (password, hash) => {
  const [, , cost] = String(hash).split('$');
  stdout.write(`a password is compared at cost ${cost}\n`);
  const isRight = await verify(password, hash);
  stdout.write('a password was compared\n');
  return isRight;
};
