import { Gauge, type Registry } from 'prom-client';

/** A number that is looked up whenever somebody reads the metrics; null when there is none. */
export interface LookedUp {
  readonly name: string;
  readonly help: string;
  readonly find: () => number | null | Promise<number | null>;
}

export function addGauge(register: Registry, { name, help, find }: LookedUp): void {
  new Gauge({
    name,
    help,
    registers: [register],
    async collect() {
      const found = await find();
      this.remove();
      if (found !== null) this.set(found);
    },
  });
}
