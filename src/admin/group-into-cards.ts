interface Field {
  readonly name: string;
}

/** Cards of rows of fields. */
type Cards = readonly (readonly (readonly Field[])[])[];

interface EditView {
  readonly layout: {
    readonly layout: Cards;
    readonly options: { readonly cards?: readonly string[] };
  };
}

/**
 * Draws the fields that answer one question as a card of their own. Strapi draws all fields of a
 * type as one long card and stores no others, so a card begins where its first field stands, also
 * when an administrator has moved it.
 */
export function groupIntoCards<V extends EditView>(view: V): V {
  const { layout, options } = view.layout;
  const starts = new Set(options.cards);
  if (starts.size === 0) return view;

  const cards: (readonly Field[])[][] = [];
  for (const row of layout.flat()) {
    const card = cards.at(-1);
    if (card === undefined || row.some(({ name }) => starts.has(name))) cards.push([row]);
    else card.push(row);
  }
  return { ...view, layout: { ...view.layout, layout: cards } };
}
