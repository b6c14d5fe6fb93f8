import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/** A wire to a server that can be cut and mended: the network, as far as a client can tell. */
export interface Wire {
  readonly port: number;
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /**
   * Ends the next connection that would carry this text to the server, which never hears of it; where
   * another text is given, the next after that has passed.
   */
  cutBefore(text: string, after?: string): void;
  /**
   * Ends the connection that would carry the nth message from now, either way; the message is lost.
   * What it gives says afterwards whether there were as many, and waits for no more.
   */
  cutAtMessage(nth: number): () => boolean;
}

/** Lays a wire from a free port of 127.0.0.1 to a server. */
export async function layWire(target: { host: string; port: number }): Promise<Wire> {
  const ends = new Set<Socket>();
  const loss = chooseLoss();
  const exchange = createServer((near) => {
    const far = connect(target.port, target.host);
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end);
      // Whoever loses one end must not wait at the other.
      end
        .on('error', () => undefined)
        .on('close', () => {
          ends.delete(end);
          other.destroy();
        });
    }
    const statements = passUntil(loss.losesStatement, near);
    const answers = passUntil(loss.losesAnswer, near);
    near.pipe(statements).pipe(far).pipe(answers).pipe(near);
  });
  const listen = async (port: number) => {
    exchange.listen(port, '127.0.0.1');
    await once(exchange, 'listening');
  };
  await listen(0);
  const { port } = exchange.address() as AddressInfo;
  return {
    port,
    async cut() {
      const closed = once(exchange, 'close');
      exchange.close();
      for (const end of ends) end.destroy();
      await closed;
    },
    mend: () => listen(port),
    cutBefore: loss.cutBefore,
    cutAtMessage: loss.cutAtMessage,
  };
}

/** Carries messages as long as none is to be lost; that one ends the connection. */
function passUntil(isLost: (message: Buffer) => boolean, near: Socket): Transform {
  return new Transform({
    transform(message: Buffer, _encoding, pass) {
      if (isLost(message)) near.destroy();
      else pass(null, message);
    },
  });
}

/** Remembers which message is to be lost next. */
function chooseLoss() {
  let fatal: string | null = null;
  let before: string | null = null;
  let messagesLeft = Infinity;
  const isNth = () => {
    messagesLeft -= 1;
    return messagesLeft === 0;
  };
  const isFatal = (statement: Buffer) => {
    if (before !== null) {
      if (statement.includes(before)) before = null;
      return false;
    }
    if (fatal === null || !statement.includes(fatal)) return false;
    fatal = null;
    return true;
  };
  return {
    losesStatement: (message: Buffer) => isNth() || isFatal(message),
    losesAnswer: isNth,
    cutBefore(text: string, after?: string) {
      [fatal, before] = [text, after ?? null];
    },
    cutAtMessage(nth: number) {
      messagesLeft = nth;
      return () => {
        const wasCut = messagesLeft <= 0;
        messagesLeft = Infinity;
        return wasCut;
      };
    },
  };
}
