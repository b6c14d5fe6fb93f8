/** One page as the contract gives it. */
interface Page<Item> {
  readonly data: readonly Item[];
  readonly nextCursor: string | null;
}

/** Reads a list to its end, page by page. */
export async function readPages<Item>(
  read: (cursor: string | undefined) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}
