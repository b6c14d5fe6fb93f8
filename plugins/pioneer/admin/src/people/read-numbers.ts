import { memberNumberSchema } from '../../../contract';

/** Member numbers in a pasted list, each once, and what stands there but is none. */
export function readNumbers(text: string): { numbers: string[]; malformed: string[] } {
  const words = [...new Set(text.split(/[\s,;，；、]+/).filter((word) => word !== ''))];
  const isNumber = (word: string) => memberNumberSchema.safeParse(word).success;
  return {
    numbers: words.filter(isNumber),
    malformed: words.filter((word) => !isNumber(word)),
  };
}
