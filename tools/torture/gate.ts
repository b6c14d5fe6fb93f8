/** Lets everybody work, or nobody: between two steps each looks whether it is open. */
export class Gate {
  private busy = 0;
  private opened: Promise<void> | null = null;
  private emptied = (): void => undefined;

  /** Waits until the gate is open, and counts as busy for as long as the step takes. */
  async step(work: () => Promise<void>): Promise<void> {
    while (this.opened !== null) await this.opened;
    this.busy += 1;
    try {
      await work();
    } finally {
      this.busy -= 1;
      if (this.busy === 0) this.emptied();
    }
  }

  /** Keeps everybody from the next step, waits until nobody is at one, and looks. One at a time. */
  async quiet<Result>(look: () => Promise<Result>): Promise<Result> {
    let open = (): void => undefined;
    this.opened = new Promise((resolve) => {
      open = resolve;
    });
    try {
      await new Promise<void>((emptied) => {
        if (this.busy === 0) emptied();
        this.emptied = emptied;
      });
      return await look();
    } finally {
      this.opened = null;
      open();
    }
  }
}
