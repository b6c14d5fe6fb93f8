import { isPhoneRegion } from '../people/phone';
import type { WriteLimits } from '../people/throttle-writes';
import { isTimeZone } from '../people/town-time';
import { StartupRefusal } from './check-startup';

/** How Strapi hands over the environment: as text, as a number, or what stands in for nothing. */
interface Env {
  (name: string, otherwise: string): string;
  int(name: string, otherwise: number): number;
}

/** The variables of each limit. */
const WRITE_LIMITS: Readonly<Record<keyof WriteLimits, string>> = {
  burst: 'MEMBER_WRITES_BURST',
  perSecond: 'MEMBER_WRITES_PER_SECOND',
};

/**
 * What the plugin is told when config/plugins says nothing else: every setting from a variable of
 * the environment, so that a project can do without a line of configuration.
 */
export function defaultConfiguration({ env }: { readonly env: Env }) {
  return {
    secret: env('PIONEER_SECRET', ''),
    jobs: env('PIONEER_JOBS', 'on') !== 'off',
    clock: env('PIONEER_CLOCK', 'fixed'),
    // Where the town is: terms end and tasks recur by its calendar.
    timeZone: env('TOWN_TIME_ZONE', 'Asia/Shanghai'),
    // Phones without a country code are of this country.
    phoneRegion: env('PHONE_REGION', 'CN'),
    // bcrypt's; 10 is Strapi's own. It may be raised as machines get faster.
    passwordHashCost: env.int('PASSWORD_HASH_COST', 10),
    // Of one member: so many at once, and then no faster than that.
    writes: {
      burst: env.int(WRITE_LIMITS.burst, 60),
      perSecond: env.int(WRITE_LIMITS.perSecond, 1),
    },
    // Below the project; all nodes share it.
    evidence: { folder: env('EVIDENCE_FOLDER', '.data/evidence'), s3: bucketOf(env) },
    // Every day's end of the record's chain, a line each; to be copied elsewhere.
    headsFile: env('RECORD_HEADS_FILE', '.data/record-heads.txt'),
  };
}

/** An S3-compatible store of evidence, which takes the place of the folder; null without a bucket. */
function bucketOf(env: Env) {
  const bucket = env('EVIDENCE_S3_BUCKET', '');
  if (bucket === '') return null;
  const endpoint = env('EVIDENCE_S3_ENDPOINT', '');
  return {
    bucket,
    ...(endpoint !== '' && { endpoint }),
    region: env('EVIDENCE_S3_REGION', 'us-east-1'),
    accessKeyId: env('EVIDENCE_S3_ACCESS_KEY_ID', ''),
    secretAccessKey: env('EVIDENCE_S3_SECRET_ACCESS_KEY', ''),
    prefix: env('EVIDENCE_S3_PREFIX', 'evidence/'),
  };
}

/** What is set, before anything of it is known to be right. */
interface Settings {
  readonly phoneRegion: unknown;
  readonly timeZone: unknown;
  readonly writes: Readonly<Record<keyof WriteLimits, unknown>>;
}

/** @throws StartupRefusal for a zone or a country that there is not, and for limits that are none */
export function assertConfiguration({ phoneRegion, timeZone, writes }: Settings): void {
  for (const [name, variable] of Object.entries(WRITE_LIMITS)) {
    const limit = writes[name as keyof WriteLimits];
    if (Number.isSafeInteger(limit) && Number(limit) >= 1) continue;
    throw new StartupRefusal(
      `The plugin's "writes.${name}" is ${String(limit)}; expected a whole number from 1 (${variable}).`,
    );
  }
  if (!isTimeZone(timeZone)) {
    throw new StartupRefusal(
      `The plugin's "timeZone" is "${String(timeZone)}"; expected a zone such as Asia/Shanghai (TOWN_TIME_ZONE).`,
    );
  }
  if (isPhoneRegion(phoneRegion)) return;
  throw new StartupRefusal(
    `The plugin's "phoneRegion" is "${String(phoneRegion)}"; expected a country such as CN (PHONE_REGION).`,
  );
}
