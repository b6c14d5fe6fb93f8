import type { ReactNode } from 'react';
import type { StrapiApp } from '@strapi/strapi/admin';

/** What the Content Manager tells a side panel about the entry that is open. */
interface SidePanelProps {
  readonly model: string;
  readonly documentId?: string;
  readonly document?: { readonly documentId?: string; readonly [attribute: string]: unknown };
}

/** Called like a component: hooks are allowed, and null shows no panel. */
export type SidePanel = (props: SidePanelProps) => { title: string; content: ReactNode } | null;

/** The part of the Content Manager's plugin API that we use; Strapi exports no type of it. */
interface ContentManagerApis {
  readonly addEditViewSidePanel: (panels: SidePanel[]) => void;
}

/** One field of an edit view. */
export interface EditField {
  readonly name: string;
  readonly disabled: boolean;
}

/** The layout of an edit view: panels of rows of fields, with the options of its type. */
export interface EditLayout {
  readonly layout: readonly (readonly (readonly EditField[])[])[];
  readonly options: object;
}

/** The Content Manager's own name of the hook that every edit view passes through. */
export const MUTATE_EDIT_VIEW = 'Admin/CM/pages/EditView/mutate-edit-view-layout';

export function addSidePanels(app: StrapiApp, panels: SidePanel[]): void {
  const { apis } = app.getPlugin('content-manager') as unknown as { apis: ContentManagerApis };
  apis.addEditViewSidePanel(panels);
}

/** The part that a type says it plays, by `pluginOptions.pioneer.part`. */
export function partOf({ options }: { options: object }): string | undefined {
  return (options as { pioneer?: { part?: string } }).pioneer?.part;
}
