import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '@strapi/strapi';
import type { VerifyOptions } from '../core/record/verification';
import { findProject, type Project } from './find-project';
import { CommandRefusal } from './refusal';
import { tellVerification } from './tell-verification';

/** The part of Strapi that starts an application, and of its tools that knows where its build is. */
interface Strapi {
  createStrapi(options: { readonly appDir: string; readonly distDir: string }): Core.Strapi;
}
interface TypeScriptTools {
  resolveOutDir(appDir: string): Promise<string>;
}

/**
 * Verifies the record of a project's database, with the project's own Strapi and configuration.
 * Looking changes nothing: the application is registered and never started.
 *
 * @throws CommandRefusal
 */
export async function verifyProject(folder: string, options: VerifyOptions): Promise<boolean> {
  const project = findProject(folder);
  process.env.STRAPI_TELEMETRY_DISABLED ??= 'true';
  const { createStrapi } = project.load<Strapi>('@strapi/strapi');
  const distDir = await findBuild(project);
  const strapi = await createStrapi({ appDir: folder, distDir }).register();
  try {
    if (strapi.plugins.pioneer === undefined) throw new CommandRefusal('PLUGIN_DISABLED');
    return await tellVerification(strapi, options);
  } finally {
    await strapi.destroy();
  }
}

async function findBuild({ folder, language, load }: Project): Promise<string> {
  if (language === 'js') return folder;
  const tools = load<TypeScriptTools>('@strapi/typescript-utils', '@strapi/strapi');
  const build = await tools.resolveOutDir(folder);
  if (!existsSync(join(build, 'config'))) throw new CommandRefusal('NOT_BUILT');
  return build;
}
