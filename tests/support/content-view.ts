import type { ContentLayout } from '../../src/content-layout/layout';
import type { Town } from './town';

export interface Field {
  readonly edit: { readonly label: string; readonly description: string };
  readonly list: { readonly label: string };
}

/** What the server hands to the views of a type or component. */
export interface View {
  readonly uid: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly metadatas: Readonly<Record<string, Field>>;
  readonly layouts: { readonly edit: { name: string }[][]; readonly list: string[] };
}

/** Where a view is read and written. */
export function viewPathOf({ kind, uid }: ContentLayout): string {
  const family = kind === 'type' ? 'content-types' : 'components';
  return `/content-manager/${family}/${uid}/configuration`;
}

/** How the server lays out the views of a type or component. */
export async function viewOf(town: Town, layout: ContentLayout): Promise<View> {
  const answer = await town.send({ path: viewPathOf(layout), token: town.administratorToken });
  const { contentType, component } = answer.body.data as { contentType?: View; component?: View };
  const view = contentType ?? component;
  if (view === undefined) throw new Error(`No view: ${answer.status} ${answer.text}`);
  return view;
}
