import { refusal, type Refusal } from '../errors';
import type { Language } from '../words';

/**
 * What a member may allow beyond what the work itself needs, each for itself. Consent that covers
 * several purposes at once, or that nobody asked for apart, is none (Personal Information Protection
 * Law of the People's Republic of China, articles 14, 25 and 29).
 */
export const CONSENT_PURPOSES = ['photoPlace', 'publication'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** What a member is asked: a new version whenever its sense changes, to which nobody has agreed yet. */
export interface ConsentText extends Readonly<Record<Language, string>> {
  readonly version: number;
}

export const CONSENT_TEXTS: Readonly<Record<ConsentPurpose, ConsentText>> = {
  photoPlace: {
    version: 1,
    zh:
      '同意从我上传的佐证照片中读取拍摄地点和时间，用于验收时核对。仅认领方、考评员和管理员可见；' +
      '撤回同意后，已保存的地点和时间会被删除。',
    en:
      'I agree that place and time are read from photos that I upload as evidence, so that whoever ' +
      'evaluates the work can check them. Nobody but claimants, evaluators and managers sees them; ' +
      'they are deleted when I withdraw this.',
  },
  publication: {
    version: 1,
    zh: '同意在故事和榜样中公开我的姓名、事迹和本人选定的照片。撤回同意后，不再用于新的发布。',
    en:
      'I agree that my name, what I did and photos that I chose are published in stories and as a ' +
      'role model. When I withdraw this, nothing new is published.',
  },
};

/** Whether somebody may agree to this version: nobody agrees to what they were not shown. */
export function findConsentRefusal(purpose: ConsentPurpose, version: number): Refusal | null {
  const { version: current } = CONSENT_TEXTS[purpose];
  if (version === current) return null;
  return refusal('CONSENT_OUTDATED', { found: version, current });
}

/** Whether consent that was given counts: for the text as it reads now, and not withdrawn. */
export function isConsentValid(
  purpose: ConsentPurpose,
  given: { readonly textVersion: number; readonly withdrawnAt: number | null } | null,
): boolean {
  return (
    given !== null &&
    given.withdrawnAt === null &&
    given.textVersion === CONSENT_TEXTS[purpose].version
  );
}
