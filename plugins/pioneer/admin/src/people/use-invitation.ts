import { useState } from 'react';
import { MAX_IMPORT_ROWS } from '../../../contract';
import { sendInParts } from '../import/send-in-parts';
import { refusalText } from '../refusal-text';
import { useWords } from '../use-words';
import { useInvitePioneerMembersMutation, type InviteResult } from './invitation-api';

export type ActivationCode = InviteResult['codes'][number];

/** Codes that were made; they exist nowhere else, the server keeps hashes only. */
export interface Invitation {
  readonly codes: readonly ActivationCode[];
  readonly refused: readonly { readonly number: string; readonly reason: string }[];
  /** Why making stopped, or null. */
  readonly error: unknown;
}

const NOTHING: Invitation = { codes: [], refused: [], error: null };

/** Asks for codes in parts; what was made before a failure is kept, because it is valid. */
export function useInvitation() {
  const { language } = useWords();
  const [inviteMembers] = useInvitePioneerMembersMutation();
  const [progress, setProgress] = useState<{ done: number; count: number } | null>(null);
  const [invitation, setInvitation] = useState<Invitation | null>(null);

  const invite = async (numbers: readonly string[]) => {
    let made = NOTHING;
    setProgress({ done: 0, count: numbers.length });
    try {
      await sendInParts({
        items: numbers,
        size: MAX_IMPORT_ROWS,
        send: (part) => inviteMembers({ numbers: part, language }).unwrap(),
        onAnswer: ({ codes, refused }, from, done) => {
          const reasons = refused.map(({ index, refusal }) => ({
            number: numbers[from + index] ?? '',
            reason: refusalText(refusal, language),
          }));
          made = {
            ...made,
            codes: [...made.codes, ...codes],
            refused: [...made.refused, ...reasons],
          };
          setProgress({ done, count: numbers.length });
        },
      });
    } catch (error) {
      made = { ...made, error };
    }
    setProgress(null);
    setInvitation(made);
  };

  return { progress, invitation, invite, forget: () => setInvitation(null) };
}
