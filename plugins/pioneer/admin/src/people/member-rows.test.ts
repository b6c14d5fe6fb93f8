import { LANGUAGES, memberRowSchema } from '../../../contract';
import { linesOf } from '../import/lines-of';
import { sampleCsv } from '../import/sample-csv';
import { memberRows } from './member-rows';

describe('members', () => {
  const header = 'number,name,organisation,role\n';

  test('gather the memberships of all their lines', () => {
    const csv = `${header}m1,陈一帆,A,成员\nm2,林晓,A,\nM1,陈一帆,B,Evaluator\n`;
    const { rows, problems } = memberRows(linesOf('members', csv));
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      {
        lines: [2, 4],
        row: {
          number: 'm1',
          name: '陈一帆',
          memberships: [
            { organisationCode: 'A', role: 'member' },
            { organisationCode: 'B', role: 'evaluator' },
          ],
        },
      },
      {
        lines: [3],
        row: {
          number: 'm2',
          name: '林晓',
          memberships: [{ organisationCode: 'A', role: 'member' }],
        },
      },
    ]);
  });

  test.each(['组织管理员', '管理员', 'Manager'])('manage an organisation as "%s"', (word) => {
    const { rows } = memberRows(linesOf('members', `${header}m1,陈一帆,A,${word}\n`));
    expect(rows[0]?.row).toMatchObject({
      memberships: [{ organisationCode: 'A', role: 'manager' }],
    });
  });

  test('have a phone where the file has one, on whichever of their lines', () => {
    const csv = 'number,name,organisation,role,手机号\nm1,陈一帆,A,,\nm1,陈一帆,B,,13800000001\n';
    const { rows, problems } = memberRows(linesOf('members', `${csv}m2,林晓,A,,\n`));
    expect(problems).toEqual([]);
    expect(rows[0]?.row).toMatchObject({ number: 'm1', phone: '13800000001' });
    expect(rows[1]?.row).not.toHaveProperty('phone');

    const twice = memberRows(linesOf('members', `${csv}m1,陈一帆,C,,13800000002\n`));
    expect(twice.problems).toEqual([{ line: 4, kind: 'phoneDiffers', number: 'm1', otherLine: 2 }]);
  });

  test('may have no organisation yet', () => {
    const { rows } = memberRows(linesOf('members', `${header}m1,陈一帆,,\n`));
    expect(rows[0]?.row).toEqual({ number: 'm1', name: '陈一帆', memberships: [] });
  });

  test('are refused line by line for another name or an unknown role', () => {
    const csv = `${header}m1,陈一帆,A,\nm1,陈二帆,B,\nm3,林晓,A,boss\nm4,林晓,A,constructor\n`;
    const { rows, problems } = memberRows(linesOf('members', csv));
    expect(rows.map(({ lines }) => lines)).toEqual([[2]]);
    expect(problems.map(({ line, kind }) => [line, kind])).toEqual([
      [3, 'nameDiffers'],
      [4, 'roleUnknown'],
      [5, 'roleUnknown'],
    ]);
  });
});

test.each(LANGUAGES)('the sample in %s is accepted as it is', (language) => {
  const { rows, problems } = memberRows(linesOf('members', sampleCsv('members', language)));
  expect(problems).toEqual([]);
  expect(rows.map(({ row }) => memberRowSchema.safeParse(row).success)).not.toContain(false);
});
