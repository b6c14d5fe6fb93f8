import { sendInParts } from './send-in-parts';

test('sends in order, and each answer comes with its place', async () => {
  const sent: number[][] = [];
  const answers: [number, number][] = [];
  await sendInParts({
    items: [1, 2, 3, 4, 5],
    size: 2,
    send: async (part) => void sent.push(part),
    onAnswer: (_, from, done) => void answers.push([from, done]),
  });
  expect(sent).toEqual([[1, 2], [3, 4], [5]]);
  expect(answers).toEqual([
    [0, 2],
    [2, 4],
    [4, 5],
  ]);
});

test('stops at the first part that fails and keeps what was answered before', async () => {
  const done: number[] = [];
  const sending = sendInParts({
    items: [1, 2, 3],
    size: 1,
    send: async ([item]) => {
      if (item === 2) throw new Error('no connection');
    },
    onAnswer: (_answer, _from, count) => void done.push(count),
  });
  await expect(sending).rejects.toThrow('no connection');
  expect(done).toEqual([1]);
});
