import { ERRORS, type Refusal } from './errors';
import { wordOf, type Language } from './words';

/** The text of a refusal in one language, with its facts filled in, their words translated. */
export function messageOf({ code, facts }: Refusal, language: Language): string {
  return ERRORS[code][language].replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const fact = facts[name];
    return fact === undefined || fact === null ? placeholder : wordOf(name, String(fact), language);
  });
}
