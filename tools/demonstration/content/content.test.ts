import { CLAIM_STATES, transitionOf, CLAIM_COMMANDS } from 'strapi-plugin-pioneer/contract';
import { MEMBERS, GUIDES } from './members';
import { ORGANISATIONS } from './organisations';
import { ROLE_MODELS } from './role-models';
import { SCENES } from './scenes/all-scenes';
import { STORIES } from './stories';
import { TASKS } from './tasks/all-tasks';
import { FEATURED, TAGS } from './theme';
import { DRIVES, STANDARDS } from './work-rules';

const codes = new Set(ORGANISATIONS.map(({ code }) => code));
const numbers = new Set(MEMBERS.map(({ number }) => number));
const slugs = new Set(TASKS.map(({ slug }) => slug));

it('is a town of three levels, some thirty organisations and sixty members', () => {
  expect(new Set(ORGANISATIONS.map(({ code }) => code.split('-').length))).toEqual(
    new Set([1, 2, 3]),
  );
  expect(codes.size).toBe(30);
  expect(numbers.size).toBe(60);
  expect(new Set(MEMBERS.map(({ name }) => name)).size).toBe(60);
  for (const { roles } of MEMBERS) for (const [code] of roles) expect(codes).toContain(code);
  for (const { code } of ORGANISATIONS) {
    const parent = code.split('-').slice(0, -1).join('-');
    if (parent !== '') expect(codes).toContain(parent);
  }
});

it('has a claim in every state that a claim can be in', () => {
  const reachable = CLAIM_STATES.filter((state) =>
    CLAIM_COMMANDS.some(
      (command) => transitionOf(command).built && transitionOf(command).to === state,
    ),
  );
  expect(new Set(SCENES.map(({ ends }) => ends))).toEqual(new Set(reachable));
});

it.each(SCENES.map((scene) => [scene.task, scene.by, scene] as const))(
  'tells the claim of %s by %s from its beginning to its end',
  (task, by, scene) => {
    expect(slugs).toContain(task);
    const published = TASKS.find(({ slug }) => slug === task)?.published ?? 0;
    const days = [published, scene.claimed, ...scene.steps.map(({ day }) => day)];
    expect([...days].sort((a, b) => a - b)).toEqual(days);
    expect(days.at(-1)).toBeLessThan(0);
    expect(numbers).toContain(by);
    if (scene.for === undefined) return;
    const roles = MEMBERS.find(({ number }) => number === by)?.roles ?? [];
    expect(
      roles.filter(([code, role]) => code === scene.for && role === 'representative'),
    ).toHaveLength(1);
  },
);

it('gives each score a criterion', () => {
  for (const { task: slug, steps } of SCENES) {
    const task = TASKS.find((one) => one.slug === slug);
    const standard = task?.standard ?? (task?.drive && DRIVES[task.drive].standard) ?? 'spot';
    const { length } = STANDARDS[standard].criteria;
    for (const step of steps) {
      if ('scores' in step) expect(step.scores).toHaveLength(length);
      if ('selfCheck' in step) expect(step.selfCheck).toHaveLength(length);
    }
  }
});

it('refers only to what is there', () => {
  const roleModels = new Set(ROLE_MODELS.map(({ text }) => text.zh.slug));
  const tags = new Set<string>(TAGS.map(({ slug }) => slug));
  for (const { organisation } of [...TASKS, ...STORIES, ...ROLE_MODELS])
    expect(codes).toContain(organisation);
  for (const story of STORIES) {
    for (const slug of story.tasks) expect(slugs).toContain(slug);
    for (const slug of story.roleModels) expect(roleModels).toContain(slug);
  }
  for (const { tags: used } of [...STORIES, ...ROLE_MODELS])
    for (const tag of used) expect(tags).toContain(tag);
  for (const slug of FEATURED.tasks) expect(slugs).toContain(slug);
  for (const slug of FEATURED.stories)
    expect(STORIES.map(({ text }) => text.zh.slug)).toContain(slug);
  for (const [number] of GUIDES) expect(numbers).toContain(number);
});
