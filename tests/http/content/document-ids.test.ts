import { codeOf } from '../../support/http';
import { uniqueName } from '../../support/names';
import { enterTown } from '../../support/town';

const TAG = 'api::tag.tag';

const town = enterTown('owner');
afterAll(() => town.leave());

describe('the id of a document', () => {
  it('is the same for ever, whoever edits it', async () => {
    const name = uniqueName('tag');
    const id = await town.content.create(TAG, { name, slug: name });
    const other = `${id.slice(1)}x`;
    const renamed = await town.content.update(TAG, id, { documentId: other, name: `${name} 2` });
    const kept = await town.content.send('GET', `${TAG}/${id}`);

    expect([renamed.status, codeOf(renamed)]).toEqual([400, 'INPUT_INVALID']);
    expect(kept.body.data).toMatchObject({ documentId: id, name });
  });

  it('may be sent along with what is edited', async () => {
    const name = uniqueName('tag');
    const id = await town.content.create(TAG, { name, slug: name });
    const again = await town.content.update(TAG, id, { documentId: id, name: `${name} 2` });

    expect(again.status).toBe(200);
  });
});
