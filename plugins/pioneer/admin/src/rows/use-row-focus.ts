import { useLayoutEffect, useRef } from 'react';

/**
 * After a row was added, moved or removed, the focus goes where the next key press makes sense.
 * Rows carry `data-row`, what can take the focus in them `data-part`.
 */
export function useRowFocus(list: readonly unknown[]) {
  const container = useRef<HTMLDivElement>(null);
  const wanted = useRef<{ row: number; part: string } | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const { row, part } = wanted.current;
    wanted.current = null;
    const find = (name: string) =>
      container.current?.querySelector<HTMLElement>(
        `[data-row="${row}"] [data-part="${name}"]:not(:disabled)`,
      );
    // "Up" of the first row and "down" of the last cannot be pressed; without rows, "add" remains.
    const target =
      find(part) ?? find('up') ?? find('down') ?? container.current?.querySelector('button');
    target?.focus();
  }, [list]);
  const focusNext = (row: number, part: string) => {
    wanted.current = { row, part };
  };
  return { container, focusNext };
}
