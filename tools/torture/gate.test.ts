import { Gate } from './gate';

/** Work that ends when it is told to. */
function stage() {
  const seen: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => async () => {
    seen.push(`${name} begins`);
    await new Promise<void>((end) => ends.set(name, end));
    seen.push(`${name} ends`);
  };
  return { seen, work, end: (name: string) => ends.get(name)?.() };
}

it('looks only when nobody is at work, and lets nobody begin meanwhile', async () => {
  const gate = new Gate();
  const { seen, work, end } = stage();
  const first = gate.step(work('first'));
  await Promise.resolve();
  const looked = gate.quiet(work('look'));
  const second = gate.step(work('second'));
  await vi.waitFor(() => expect(seen).toEqual(['first begins']));
  end('first');
  await first;
  await vi.waitFor(() => expect(seen.at(-1)).toBe('look begins'));
  end('look');
  await looked;
  await vi.waitFor(() => expect(seen.at(-1)).toBe('second begins'));
  end('second');
  await second;

  expect(seen).toEqual([
    ...['first begins', 'first ends', 'look begins', 'look ends', 'second begins', 'second ends'],
  ]);
});

it('waits also for who has come in the moment before', async () => {
  const gate = new Gate();
  const { seen, work, end } = stage();
  const step = gate.step(work('step'));
  const looked = gate.quiet(work('look'));
  await vi.waitFor(() => expect(seen).toEqual(['step begins']));
  end('step');
  await step;
  await vi.waitFor(() => expect(seen.at(-1)).toBe('look begins'));
  end('look');
  await looked;
});

it('opens again after a look that failed', async () => {
  const gate = new Gate();
  const failing = gate.quiet(() => Promise.reject(new Error('cannot look')));
  await expect(failing).rejects.toThrow('cannot look');

  await expect(gate.step(() => Promise.resolve())).resolves.toBeUndefined();
});
