import { DRIVE } from '../../support/content-manager';
import { uniqueName } from '../../support/names';
import { enterTown } from '../../support/town';

const town = enterTown('owner');
afterAll(() => town.leave());

test('a moment of content is kept in UTC, whatever zone the server lives in', async () => {
  const opensAt = '2027-01-05T01:00:00.000Z';
  const id = await town.content.create(DRIVE, { name: uniqueName('冬季行动'), opensAt });
  const row = await town
    .rows('drives')
    .where({ document_id: id })
    .first<{ kept: unknown }>(
      // Text, because a driver would shift it as it reads.
      town.rows.raw(town.isPostgres ? 'opens_at::text as kept' : 'opens_at as kept'),
    );
  const read = await town.send({ path: `/api/drives/${id}` });

  expect(row.kept).toBe(town.isPostgres ? '2027-01-05 01:00:00' : Date.parse(opensAt));
  expect(read.body.data).toMatchObject({ opensAt });
});
