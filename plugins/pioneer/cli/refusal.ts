/** One sentence in both languages. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/**
 * What a command cannot do, by name. Its sentences say what was found, what was expected and what
 * to do; nothing was changed.
 */
export class CommandRefusal extends Error {
  override readonly name = 'CommandRefusal';

  constructor(
    readonly code: keyof typeof REFUSALS,
    facts: Readonly<Record<string, string>> = {},
  ) {
    super(`${code}: ${said(REFUSALS[code], facts)}`);
  }
}

const REFUSALS = {
  NO_PROJECT: {
    zh: '{folder} 不是 Strapi 项目（没有 package.json，或其中没有 @strapi/strapi）。请进入项目的文件夹再执行。',
    en: '{folder} is no Strapi project: it has no package.json that names @strapi/strapi. Run this in the folder of one.',
  },
  PACKAGE_UNREADABLE: {
    zh: '{file} 不是正确的 JSON。请先修正。',
    en: '{file} is not valid JSON. Mend it first.',
  },
  STRAPI_NOT_INSTALLED: {
    zh: '项目还没有安装 Strapi。请先执行 npm install。',
    en: 'Strapi is not installed here yet. Run "npm install" first.',
  },
  STRAPI_UNSUPPORTED: {
    zh: '项目使用 Strapi {version}，插件需要 {supported}。请先升级 Strapi（npx @strapi/upgrade），或安装与之相配的插件版本。',
    en: 'This is Strapi {version}; the plugin works with {supported}. Upgrade Strapi first ("npx @strapi/upgrade"), or install a release of the plugin that fits.',
  },
  USERS_PERMISSIONS_MISSING: {
    zh: '项目没有 @strapi/plugin-users-permissions，成员无法登录。请执行 npm install @strapi/plugin-users-permissions@{version}。',
    en: 'The project does not have @strapi/plugin-users-permissions, by which members sign in. Run "npm install @strapi/plugin-users-permissions@{version}".',
  },
  PLUGIN_NOT_INSTALLED: {
    zh: '项目的 package.json 没有 {plugin}，Strapi 不会加载它。请先执行 npm install {plugin}。',
    en: 'package.json does not name {plugin}, so Strapi would not load it. Run "npm install {plugin}" first.',
  },
  PREFIX_UNFIT: {
    zh: '前缀“{prefix}”不符合要求，应为小写字母开头的字母、数字，可用连字符分隔，例如 civic。',
    en: 'The prefix "{prefix}" does not fit; expected small letters and digits that begin with a letter, with single hyphens between, such as civic.',
  },
  FILES_EXIST: {
    zh: '这些文件已经存在，内容不同，没有写入任何文件：{files}。请移走它们，或在自己的类型里加上 pluginOptions.pioneer.part。',
    en: 'These files are there already and say something else, so nothing was written: {files}. Move them away, or give your own types pluginOptions.pioneer.part.',
  },
  NAMES_TAKEN: {
    zh: '项目里已有同名的类型，没有写入任何文件：{names}。请加上前缀，例如：npx {plugin} init --prefix civic。',
    en: 'The project has types with these names, so nothing was written: {names}. Choose others, for example with "npx {plugin} init --prefix civic".',
  },
  SCHEMA_UNREADABLE: {
    zh: '{file} 不是正确的 JSON，无法确认类型的名称，没有写入任何文件。请先修正。',
    en: '{file} is not valid JSON, so nobody can say which names are taken; nothing was written. Mend it first.',
  },
  NOT_BUILT: {
    zh: '项目使用 TypeScript，还没有编译。请先执行 npm run build。',
    en: 'The project is in TypeScript and has not been built. Run "npm run build" first.',
  },
  PLUGIN_DISABLED: {
    zh: '插件 pioneer 已停用，没有可以核对的记录。请在 config/plugins 中启用。',
    en: 'The plugin pioneer is disabled, so there is no record to verify. Enable it in config/plugins.',
  },
  RECORD_MISSING: {
    zh: '数据库里还没有记录。请检查数据库设置，或先启动一次服务。',
    en: 'The database holds no record. Check which database is configured, or start the server once.',
  },
  HEADS_MISSING: {
    zh: '{file} 不存在或为空。请给出另行保存的链头文件（RECORD_HEADS_FILE）。',
    en: '{file} is not there, or empty; expected a copy of the file of heads (RECORD_HEADS_FILE).',
  },
  HEADS_UNREADABLE: {
    zh: '{file} 第 {place} 行是“{line}”，应为日期、序号和哈希值。请给出原样保存的文件。',
    en: 'Line {place} of {file} is "{line}"; expected a day, a number and a hash. Give the file as it was copied.',
  },
  COMMAND_UNKNOWN: {
    zh: '“{command}”不是可用的命令。',
    en: '"{command}" is no command of this.',
  },
} as const satisfies Readonly<Record<string, Sentence>>;

/** Both languages on one line, as our other tools speak. */
export function said({ zh, en }: Sentence, facts: Readonly<Record<string, string>> = {}): string {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '');
  return `${fill(zh)} · ${fill(en)}`;
}
