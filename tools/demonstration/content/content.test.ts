import {
  CLAIM_COMMANDS,
  CLAIM_STATES,
  MEMBERSHIP_ROLES,
  transitionOf,
} from 'strapi-plugin-pioneer/contract';
import { GUIDES } from './guides';
import { MEMBERS } from './members';
import { ORGANISATIONS } from './organisations';
import { POSTS } from './posts';
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

it('shows each state from the sides that look different', () => {
  const sides = SCENES.map(({ ends, steps }) => {
    const has = (does: string): boolean => steps.some((step) => step.does === does);
    const isAcknowledged = steps.at(-1)?.does === 'acknowledge';
    return `${ends}${has('report') ? ' reported' : ''}${has('return') ? ' returned' : ''}${isAcknowledged ? ' acknowledged' : ''}`;
  });
  expect(sides).toEqual(
    expect.arrayContaining([
      'active',
      'active reported',
      'returned reported returned',
      'returned reported returned acknowledged',
      'accepted reported',
      'accepted reported returned',
    ]),
  );
});

it('hands out accounts of every role', () => {
  const roles = GUIDES.flatMap(
    ({ number }) => MEMBERS.find((member) => member.number === number)?.roles ?? [],
  );
  expect(new Set(roles.map(([, role]) => role))).toEqual(new Set(MEMBERSHIP_ROLES));
  expect(GUIDES.filter(({ isFirst }) => isFirst)).toHaveLength(1);
});

it('gives most things in Chinese and at least two of each kind in English, too', () => {
  const inEnglish = (all: readonly { text: { en?: unknown } }[]): number =>
    all.filter(({ text }) => text.en !== undefined).length;
  expect(inEnglish(STORIES)).toBeGreaterThanOrEqual(2);
  expect(inEnglish(ROLE_MODELS)).toBeGreaterThanOrEqual(2);
  expect(new Set(ROLE_MODELS.map(({ kind }) => kind)).size).toBe(3);
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

it('has a warden in every grid but one, and work that comes again for them', () => {
  const holders = POSTS.map(({ holder }) => holder);
  expect(holders.filter((holder) => holder === null)).toHaveLength(1);
  for (const { organisationCode, holder } of POSTS) {
    if (holder === null) continue;
    const roles = MEMBERS.find(({ number }) => number === holder)?.roles ?? [];
    expect(roles.map(([code]) => code)).toContain(organisationCode);
  }
  const titles = new Set(POSTS.map(({ title }) => title));
  const recurring = TASKS.flatMap(({ recurs }) => (recurs === undefined ? [] : [recurs.title]));
  expect(recurring.length).toBeGreaterThan(0);
  for (const title of recurring) expect(titles).toContain(title);
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
  for (const { number } of GUIDES) expect(numbers).toContain(number);
});
