import { groupIntoCards } from './group-into-cards';
import { translateConfiguration, type ConfigurationAnswer } from './translate-configuration';

/** What the server answers for the type task, with the label and the description of its title. */
function answer(label: string, description = ''): ConfigurationAnswer {
  const field = (text: string) => ({
    edit: { label: text, description: '' },
    list: { label: text },
  });
  return {
    contentType: {
      uid: 'api::task.task',
      metadatas: {
        title: { edit: { label, description }, list: { label } },
        createdAt: field('createdAt'),
      },
    },
    components: { 'civic.place': { uid: 'civic.place', metadatas: { address: field('地址') } } },
  };
}

function titleOf({ contentType }: ConfigurationAnswer) {
  return contentType.metadatas.title;
}

describe('the words of a view', () => {
  it.each(['标题', 'Title', 'title'])('are the reader’s when the database says "%s"', (stored) => {
    expect(titleOf(translateConfiguration(answer(stored), 'en'))?.edit.label).toBe('Title');
    expect(titleOf(translateConfiguration(answer(stored), 'zh-Hans'))?.list.label).toBe('标题');
  });

  it('stay as an administrator wrote them', () => {
    const title = titleOf(translateConfiguration(answer('题目', '请写清楚'), 'en'));

    expect(title?.edit).toMatchObject({ label: '题目', description: '请写清楚' });
  });

  it('are translated in components and for Strapi’s own attributes too', () => {
    const { contentType, components } = translateConfiguration(answer('标题'), 'en');

    expect(components['civic.place']?.metadatas.address?.edit.label).toBe('Address');
    expect(contentType.metadatas.createdAt?.list.label).toBe('Created');
  });
});

describe('the cards of a view', () => {
  const rows = [[{ name: 'title' }, { name: 'slug' }], [{ name: 'body' }], [{ name: 'dueAt' }]];
  const view = (options: { cards?: string[] }) => ({ layout: { layout: [rows], options } });

  it('begin where their first field stands', () => {
    const { layout } = groupIntoCards(view({ cards: ['title', 'dueAt'] }));

    expect(layout.layout).toEqual([[rows[0], rows[1]], [rows[2]]]);
  });

  it('lose no row when an administrator took their first field away', () => {
    const { layout } = groupIntoCards(view({ cards: ['opensAt', 'body'] }));

    expect(layout.layout).toEqual([[rows[0]], [rows[1], rows[2]]]);
  });

  it('are one for types without a layout', () => {
    expect(groupIntoCards(view({})).layout.layout).toEqual([rows]);
  });
});
