import { parseArgs } from 'node:util';
import { PACKAGE, RELEASE } from '../core/release';
import { initProject } from './init-project';
import { readHeads } from './read-heads';
import { CommandRefusal } from './refusal';
import { verifyProject } from './verify-project';

const USAGE = `${PACKAGE} ${RELEASE}

  npx ${PACKAGE} init [--prefix NAME]
      为本项目写入任务、专项行动、成效评价三个类型和密钥，不覆盖已有文件
      writes the types task, drive and evaluation and a secret into this project; overwrites nothing

  npx ${PACKAGE} verify [--heads FILE] [--contents]
      核对数据库里的记录；可与另行保存的链头文件对照，可读取每份佐证的内容
      proves the record of the database that is configured, also against heads that were kept
      elsewhere and by every byte of evidence
`;

/**
 * Runs one command in a project's folder.
 *
 * @returns the code to exit with: 0 when all is well, 1 for a refusal or for a record with differences
 */
export async function run(args: readonly string[], folder: string): Promise<number> {
  try {
    return await runCommand(args, folder);
  } catch (error) {
    if (!isMeantForPeople(error)) throw error;
    console.error(error.message);
    return 1;
  }
}

async function runCommand(args: readonly string[], folder: string): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      prefix: { type: 'string' },
      heads: { type: 'string' },
      contents: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  });
  const [command = 'help', ...rest] = positionals;
  if (values.help || command === 'help') {
    console.log(USAGE);
    return 0;
  }
  if (rest.length === 0 && command === 'verify') {
    const { heads, contents } = values;
    const kept = heads === undefined ? [] : readHeads(heads);
    return (await verifyProject(folder, { heads: kept, contents })) ? 0 : 1;
  }
  if (rest.length === 0 && command === 'init') {
    for (const line of initProject(folder, { prefix: values.prefix })) console.log(line);
    return 0;
  }
  console.error(USAGE);
  throw new CommandRefusal('COMMAND_UNKNOWN', { command: positionals.join(' ') });
}

/** Ours, those of start-up, and those of parseArgs, which name the option that it does not know. */
function isMeantForPeople(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (error instanceof CommandRefusal || error.name === 'StartupRefusal') return true;
  return 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}
