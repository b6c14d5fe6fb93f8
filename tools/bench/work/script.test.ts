import { scriptOf, type Recording } from './script';

const ID = { a: 'a'.repeat(24), b: 'b'.repeat(24), mary: 'm'.repeat(24), john: 'j'.repeat(24) };

function recordingOf(user: string, member: string, claim: string, at: string): Recording {
  return {
    asked: [user, 'openings', `opening-of-${user}-xxxxxxxxxx`],
    sent: [
      {
        text: 'select',
        values: [Number(user), 1],
        rowCount: 1,
        row: { member_id: member, role: 'member' },
      },
      {
        text: 'insert',
        values: [claim, member, `opening-of-${user}-xxxxxxxxxx:member:${member}`, at, null],
        rowCount: 1,
        row: {},
      },
      {
        text: 'event',
        values: [JSON.stringify({ claim, at }), 'claim.claimed'],
        rowCount: 1,
        row: {},
      },
    ],
  };
}

const one = recordingOf('7', ID.mary, ID.a, '2026-01-01');
const other = recordingOf('8', ID.john, ID.b, '2026-01-02');

it('a value is traced to the request, to an earlier answer or to a new id, and is else as it was', () => {
  const user = { from: 'request', at: 0 };
  const opening = { from: 'request', at: 2 };
  const member = { from: 'answer', of: 0, column: 'member_id' };
  const [claim] = scriptOf(one, other)?.[1]?.values ?? [];

  expect(claim).toEqual({ parts: [{ from: 'new', at: expect.any(Number) }] });
  expect(scriptOf(one, other)?.map(({ values }) => values)).toEqual([
    [{ parts: [user] }, { was: 1 }],
    [
      claim,
      { parts: [member] },
      { parts: [opening, ':member:', member] },
      { was: '2026-01-01' },
      { was: null },
    ],
    [
      { parts: ['{"claim":"', ...(claim as { parts: object[] }).parts, '","at":"2026-01-01"}'] },
      { was: 'claim.claimed' },
    ],
  ]);
});

it('recordings of different statements are no script', () => {
  expect(scriptOf(one, { ...other, sent: other.sent.slice(1) })).toBeNull();
});
