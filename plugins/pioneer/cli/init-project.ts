import { PACKAGE } from '../core/release';
import { findProject } from './find-project';
import { said } from './refusal';
import { writeConfiguration } from './write-configuration';
import { ignoreData, writeSecret } from './write-secret';
import { writeTypes } from './write-types';

/**
 * Makes a project ready for the plugin: types, secret, configuration. Overwrites nothing, and run
 * again it does only what is still missing.
 *
 * @returns what was done and what comes next, a line each
 * @throws CommandRefusal
 */
export function initProject(
  folder: string,
  { prefix }: { readonly prefix?: string | undefined },
): readonly string[] {
  const project = findProject(folder);
  return [
    ...writeTypes(project, prefix),
    writeSecret(folder),
    ...ignoreData(folder),
    writeConfiguration(project),
    '',
    ...NEXT.map((sentence, index) => `${index + 1}. ${said(sentence)}`),
  ];
}

/** From here to the first accepted claim. */
const NEXT = [
  {
    zh: '城镇不在中国大陆时，在 .env 中设置 TOWN_TIME_ZONE（如 Europe/Berlin）和 PHONE_REGION（如 DE）；照片默认存放在 .data/evidence（EVIDENCE_FOLDER）',
    en: 'where the town is not in mainland China, set TOWN_TIME_ZONE (Europe/Berlin) and PHONE_REGION (DE) in .env; photos go to .data/evidence (EVIDENCE_FOLDER)',
  },
  {
    zh: '执行 npm run develop，登录管理后台',
    en: 'run "npm run develop" and sign in to the admin panel',
  },
  {
    zh: '打开左侧的 Pioneer：导入组织和成员，生成激活码发给成员',
    en: 'open Pioneer on the left: import organisations and members, make activation codes and hand them out',
  },
  {
    zh: '在内容管理中新建工作标准和流程，再新建任务，选好组织、标准和流程后发布',
    en: 'in the Content Manager make a work standard and a workflow, then a task with organisation, standard and workflow, and publish it',
  },
  {
    zh: '任务管理员的权限在“设置 → 角色 → 插件 → Pioneer”中分配',
    en: 'what task administrators may do is given under Settings, Roles, Plugins, Pioneer',
  },
  {
    zh: '成员凭激活码设置密码、登录、认领：接口说明在 /api/pioneer/openapi.json',
    en: 'members activate, sign in and claim through the API that /api/pioneer/openapi.json describes',
  },
  {
    zh: `随时可以核对记录：npx ${PACKAGE} verify`,
    en: `prove the record whenever you like: npx ${PACKAGE} verify`,
  },
] as const;
