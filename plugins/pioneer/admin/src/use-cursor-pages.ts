import { useState } from 'react';

/** Walks through pages that are asked for by the cursor of the page before. */
export function useCursorPages() {
  const [cursors, setCursors] = useState<readonly string[]>([]);
  return {
    /** Of the page that is shown; undefined on the first. */
    cursor: cursors.at(-1),
    page: cursors.length + 1,
    next: (cursor: string) => setCursors([...cursors, cursor]),
    back: () => setCursors(cursors.slice(0, -1)),
    /** To the first page, when what is listed is another. */
    restart: () => setCursors([]),
  };
}

export type CursorPages = ReturnType<typeof useCursorPages>;
