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
}

/** Lays a wire from a free port of 127.0.0.1 to a server. */
export async function layWire(target: { host: string; port: number }): Promise<Wire> {
  const ends = new Set<Socket>();
  let fatal: string | null = null;
  let before: string | null = null;
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
    const watch = new Transform({
      transform(chunk: Buffer, _encoding, pass) {
        if (before !== null) {
          if (chunk.includes(before)) before = null;
          return pass(null, chunk);
        }
        if (fatal === null || !chunk.includes(fatal)) return pass(null, chunk);
        fatal = null;
        near.destroy();
      },
    });
    near.pipe(watch).pipe(far).pipe(near);
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
    cutBefore(text, after) {
      [fatal, before] = [text, after ?? null];
    },
  };
}
