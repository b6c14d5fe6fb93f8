/**
 * A PostgreSQL that ends with whoever has started this process, and not before: Ctrl + C in a
 * terminal reaches every program in it at once, and a database must outlive its nodes.
 */

import { once } from 'node:events';
import { startPostgres } from '../postgres';

async function hold(): Promise<void> {
  const [name = ''] = process.argv.slice(2);
  // Heard also by one that is starting.
  const left = once(process, 'disconnect');
  const postgres = await startPostgres();
  // The package has it end with the first signal; here it ends with its holder.
  void left.then(() => postgres.stop()).then(() => process.exit(0));
  await postgres.createDatabase(name);
  const { host, port, user, password } = postgres;
  process.send?.({ host, port, user, password });
}

hold().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
