import { prepareDatabase } from '../support/prepare-database';

/** Sees to it that there are tables for new towns to begin with. */
export default async function setUp(): Promise<void> {
  await prepareDatabase();
}
