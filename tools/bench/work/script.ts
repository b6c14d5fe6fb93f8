/** A statement as it was sent, and what came back. */
export interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
  /** How many rows it found or changed; null for what has none. */
  readonly rowCount: number | null;
  /** The first row of the answer. */
  readonly row: Readonly<Record<string, unknown>>;
}

/** A request: what it brought along, and what was sent to the database for it, in its order. */
export interface Recording {
  readonly asked: readonly string[];
  readonly sent: readonly Sent[];
}

/** Where a value comes from when the request is played with somebody else. */
export type Source =
  | { readonly from: 'request'; readonly at: number }
  | { readonly from: 'answer'; readonly of: number; readonly column: string }
  /** A new id, the same wherever this number stands. */
  | { readonly from: 'new'; readonly at: number };

/** What it was, or, between texts, what it is each time. */
export type Value = { readonly was: unknown } | { readonly parts: readonly (string | Source)[] };

/** A statement with the places of its values. */
export interface Line {
  readonly text: string;
  readonly values: readonly Value[];
  readonly rowCount: number | null;
}

/** What a request brings along, by its place: who asks, the parts of the address, the body. */
export function askedOf(
  token: { readonly userId: string; readonly sessionId: string },
  path: string,
  body: object,
): string[] {
  const values = Object.values(body).map((value) =>
    typeof value === 'string' ? value : JSON.stringify(value),
  );
  return [token.userId, token.sessionId, ...path.split('/'), ...values];
}

/** As createId of cuid2 makes them. */
const ID = /^[a-z][a-z0-9]{23}$/;

/** Shorter ones are looked for as whole values only: a 7 is everywhere. */
const TELLING_LENGTH = 16;

/** A source with what came from it in either recording. */
interface Known {
  readonly source: Source;
  readonly one: string;
  readonly other: string;
}

/**
 * Makes a script out of two recordings of the same request by different people: what differs between
 * them is traced back to what the request brought, to an earlier answer, or to a new id; what cannot be
 * (moments, salts, digests) stays as it was in the first.
 *
 * @returns null when the two did not send the same statements
 */
export function scriptOf(one: Recording, other: Recording): Line[] | null {
  const textsOf = ({ sent }: Recording) => JSON.stringify(sent.map(({ text }) => text));
  if (textsOf(one) !== textsOf(other)) return null;
  const known: Known[] = [];
  learn(known, one.asked, other.asked, (at) => ({ from: 'request', at: Number(at) }));
  return one.sent.map(({ text, values, rowCount, row }, of) => {
    const theirs = other.sent[of];
    const ids = values.map((value) => (ID.test(String(value)) ? value : null));
    learn(known, ids, theirs?.values ?? [], () => ({ from: 'new', at: known.length }));
    const line = {
      text,
      values: values.map((value, at) => traced(value, theirs?.values[at], known)),
    };
    learn(known, row, theirs?.row ?? {}, (column) => ({ from: 'answer', of, column }));
    return { ...line, rowCount };
  });
}

type Values = Readonly<Record<number | string, unknown>> | readonly unknown[];

/** Remembers where each value comes from that is another one in the other recording. */
function learn(
  known: Known[],
  one: Values,
  other: Values,
  sourceOf: (key: string) => Source,
): void {
  const others = new Map(Object.entries(other));
  for (const [key, value] of Object.entries(one)) {
    const [mine, theirs] = [String(value), String(others.get(key))];
    if (value === null || mine === theirs || findWhole(known, mine, theirs)) continue;
    known.push({ source: sourceOf(key), one: mine, other: theirs });
  }
}

function findWhole(known: readonly Known[], one: string, other: string): Known | undefined {
  return known.find((each) => each.one === one && each.other === other);
}

function traced(value: unknown, theirs: unknown, known: readonly Known[]): Value {
  const [mine, other] = [String(value), String(theirs)];
  if (mine === other) return { was: value };
  const whole = findWhole(known, mine, other);
  if (whole !== undefined) return { parts: [whole.source] };
  const telling = known.filter((each) => each.one.length >= TELLING_LENGTH);
  const parts = telling.reduce<(string | Source)[]>(
    (split, { source, one }) =>
      split.flatMap((part) => {
        if (typeof part !== 'string') return [part];
        return part.split(one).flatMap((text, index) => (index === 0 ? [text] : [source, text]));
      }),
    [mine],
  );
  return parts.length === 1 ? { was: value } : { parts: parts.filter((part) => part !== '') };
}
