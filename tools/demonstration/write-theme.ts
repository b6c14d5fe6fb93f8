import type { Administrator } from '../http/administrator';
import { THEME } from './content/theme';

const UID = 'api::theme.theme';

/** The theme of this year, in both languages; gives its documentId. */
export async function writeTheme(administrator: Administrator): Promise<string> {
  const { colours, zh, en } = THEME;
  const year = new Date().getFullYear();
  const id = await administrator.create(UID, { year, colours, ...zh });
  await administrator.update(UID, id, { year, colours, ...en }, 'en');
  return id;
}
