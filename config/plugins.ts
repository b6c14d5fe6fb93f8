import type { Core } from '@strapi/strapi';

const MEGABYTE = 1024 * 1024;

/** Characters, as in the rule of the plugin, not UTF-16 units. */
const PASSWORD_MIN_CHARACTERS = 8;

/** Types that a browser never runs as a script of this origin: no SVG, no HTML. */
const UPLOAD_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/avif',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

type Env = Core.Config.Shared.ConfigParams['env'];

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

/** The plugins in the order in which they start: grants must exist before pioneer adds its own. */
export default ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Plugin => ({
  'users-permissions': {
    enabled: true,
    config: {
      jwtSecret: env('JWT_SECRET', ''),
      jwtManagement: 'refresh',
      sessions: {
        httpOnly: true,
        cookie: { secure: env('PUBLIC_URL', '').startsWith('https:'), sameSite: 'lax' },
      },
      register: { allowedFields: [] },
      validationRules: {
        validatePassword: (password: string) => [...password].length >= PASSWORD_MIN_CHARACTERS,
      },
    },
  },
  // Nobody here is sent mail. By its short name, Strapi would advise another one at every start.
  email: { config: { provider: '@strapi/provider-email-sendmail' } },
  upload: {
    enabled: true,
    config: { sizeLimit: 10 * MEGABYTE, security: { allowedTypes: UPLOAD_TYPES } },
  },
  pioneer: {
    enabled: true,
    config: {
      secret: env('PIONEER_SECRET', ''),
      jobs: env('PIONEER_JOBS', 'on') !== 'off',
      clock: env('PIONEER_CLOCK', 'fixed'),
      // bcrypt's; 10 is Strapi's own. It may be raised as machines get faster.
      // Where the town is: terms end and tasks recur by its calendar.
      timeZone: env('TOWN_TIME_ZONE', 'Asia/Shanghai'),
      // Phones without a country code are of this country.
      phoneRegion: env('PHONE_REGION', 'CN'),
      passwordHashCost: env.int('PASSWORD_HASH_COST', 10),
      evidence: { folder: env('EVIDENCE_FOLDER', '.data/evidence'), s3: bucketOf(env) },
      headsFile: env('RECORD_HEADS_FILE', '.data/record-heads.txt'),
    },
  },
});
