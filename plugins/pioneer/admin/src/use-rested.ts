import { useEffect, useState } from 'react';

/** Typing rests that long before the server is asked; in milliseconds. */
const REST = 250;

/** The text as it was when typing last rested. */
export function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), REST);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
