/** Sends a long list in parts, one after another, and says after each how many are done. */
export async function sendInParts<Item, Answer>(options: {
  readonly items: readonly Item[];
  readonly size: number;
  readonly send: (part: Item[]) => Promise<Answer>;
  /** `from` is the place of the part's first item in the whole list. */
  readonly onAnswer: (answer: Answer, from: number, done: number) => void;
}): Promise<void> {
  const { items, size, send, onAnswer } = options;
  for (let from = 0; from < items.length; from += size) {
    const part = items.slice(from, from + size);
    onAnswer(await send(part), from, from + part.length);
  }
}
