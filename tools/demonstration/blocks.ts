/** The parts of a body as Strapi's block editor stores them. */
export type Block =
  | { readonly type: 'paragraph'; readonly children: readonly Text[] }
  | { readonly type: 'heading'; readonly level: 2 | 3; readonly children: readonly Text[] }
  | { readonly type: 'quote'; readonly children: readonly Text[] }
  | {
      readonly type: 'list';
      readonly format: 'ordered' | 'unordered';
      readonly children: readonly {
        readonly type: 'list-item';
        readonly children: readonly Text[];
      }[];
    };

interface Text {
  readonly type: 'text';
  readonly text: string;
}

const plain = (text: string): readonly Text[] => [{ type: 'text', text }];

export function paragraph(text: string): Block {
  return { type: 'paragraph', children: plain(text) };
}

export function heading(text: string): Block {
  return { type: 'heading', level: 3, children: plain(text) };
}

export function quote(text: string): Block {
  return { type: 'quote', children: plain(text) };
}

/** A list with a point before each item. */
export function points(...items: string[]): Block {
  return listOf('unordered', items);
}

/** A list of things to do one after the other. */
export function steps(...items: string[]): Block {
  return listOf('ordered', items);
}

function listOf(format: 'ordered' | 'unordered', items: readonly string[]): Block {
  const children = items.map((text) => ({ type: 'list-item' as const, children: plain(text) }));
  return { type: 'list', format, children };
}
