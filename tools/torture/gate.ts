/** Lets everybody work, or nobody: between two steps each looks whether it is open. */
export class Gate {
  private busy = 0;
  private opened = Promise.resolve();
  private open = (): void => undefined;
  private emptied = (): void => undefined;

  /** Waits until the gate is open, and counts as busy for as long as the step takes. */
  async step(work: () => Promise<void>): Promise<void> {
    await this.opened;
    this.busy += 1;
    try {
      await work();
    } finally {
      this.busy -= 1;
      if (this.busy === 0) this.emptied();
    }
  }

  /** Keeps everybody from the next step, and waits until nobody is at one. */
  async quiet<Result>(look: () => Promise<Result>): Promise<Result> {
    this.opened = new Promise((open) => {
      this.open = open;
    });
    if (this.busy > 0) {
      await new Promise<void>((emptied) => {
        this.emptied = emptied;
      });
    }
    this.emptied = () => undefined;
    try {
      return await look();
    } finally {
      this.open();
    }
  }
}
