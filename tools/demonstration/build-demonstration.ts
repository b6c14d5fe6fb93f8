/** What the demonstration town is built with. */
export interface DemonstrationOptions {
  readonly url: string;
  readonly firstAdministratorUrl: string | null;
  readonly passwordsFile: string;
  readonly say: (line: string) => void;
}

/** Fills an empty database with a demonstration town, through the same HTTP API that people use. */
export async function buildDemonstration({ say }: DemonstrationOptions): Promise<void> {
  await Promise.resolve();
  say('The demonstration town is not there yet.');
}
