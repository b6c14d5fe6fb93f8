import en from './en.json';
import chinese from './zh-Hans.json';

/** Names of the values that a text takes; the branches of a plural are texts, not values. */
const valuesIn = (text: string) =>
  [
    ...new Set([...text.matchAll(/(?<!(?:=\d|one|other) )\{(\w+)[,}]/g)].map(([, name]) => name)),
  ].sort();

test('both languages have the same texts, which take the same values', () => {
  const shapeOf = (texts: Record<string, string>) =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, valuesIn(text)]));
  expect(shapeOf(chinese)).toEqual(shapeOf(en));
});

test('no text of the system shouts', () => {
  const texts = [...Object.entries(en), ...Object.entries(chinese)];
  const shouting = texts.filter(([, text]) => /[!！]/.test(text));
  expect(shouting).toEqual([]);
});
