import { randomBytes } from 'node:crypto';
import { refuseUnsafeConfiguration } from '../../src/startup/refuse-unsafe-configuration';

const secret = () => randomBytes(32).toString('base64');

const SAFE = {
  environment: 'production',
  'server.url': 'https://pioneer.example.org',
  'server.app.keys': [secret(), secret()],
  'admin.apiToken.salt': secret(),
  'admin.auth.secret': secret(),
  'admin.transfer.token.salt': secret(),
  'admin.secrets.encryptionKey': secret(),
  'plugin::users-permissions.jwtSecret': secret(),
  'plugin::pioneer.secret': secret(),
  'plugin::pioneer.clock': 'fixed',
  'plugin::pioneer.passwordHashCost': 10,
  'metrics.token': '',
};

type Change = Partial<Record<keyof typeof SAFE, unknown>>;

/** Why a safe configuration with this change is refused, or null. */
function refusalOf(change: Change): string | null {
  const values: Readonly<Record<string, unknown>> = { ...SAFE, ...change };
  try {
    refuseUnsafeConfiguration({ get: (path) => values[path] });
    return null;
  } catch (error) {
    return String(error);
  }
}

type Case = [title: string, change: Change, refusal: RegExp];

const MISSING: Case[] = [
  ['no keys', { 'server.app.keys': [] }, /: APP_KEYS is not set; set it to a random text/],
  ['one key missing', { 'server.app.keys': [secret(), ''] }, /: APP_KEYS is not set/],
  ['no salt of API tokens', { 'admin.apiToken.salt': '' }, /: API_TOKEN_SALT is not set/],
  ['no secret of the admin panel', { 'admin.auth.secret': undefined }, /: ADMIN_JWT_SECRET is not/],
  ['no salt of transfers', { 'admin.transfer.token.salt': '' }, /: TRANSFER_TOKEN_SALT is not set/],
  ['no encryption key', { 'admin.secrets.encryptionKey': '' }, /: ENCRYPTION_KEY is not set/],
  [
    'no secret of members',
    { 'plugin::users-permissions.jwtSecret': '' },
    /: JWT_SECRET is not set/,
  ],
  ['no secret of pioneer', { 'plugin::pioneer.secret': '' }, /: PIONEER_SECRET is not set/],
  ['an address without protocol', { 'server.url': '/example.org' }, /: PUBLIC_URL is "\/example/],
  ['an address of files', { 'server.url': '/ftp://example.org' }, /: PUBLIC_URL is "\/ftp:/],
  [
    'a password hash that takes minutes',
    { 'plugin::pioneer.passwordHashCost': 31 },
    /: PASSWORD_HASH_COST is 31; expected a whole number from \d+ to 15/,
  ],
  ['an unknown clock', { 'plugin::pioneer.clock': 'slow' }, /: PIONEER_CLOCK is "slow"; expected/],
];

const WEAK: Case[] = [
  [
    'what Strapi ships',
    { 'admin.auth.secret': 'tobemodified' },
    /: ADMIN_JWT_SECRET is still a pl/,
  ],
  ['one of two', { 'server.app.keys': [secret(), 'toBeModified2'] }, /: APP_KEYS is still a place/],
  [
    'a request',
    { 'plugin::pioneer.secret': `please-change-me-${secret()}` },
    /: PIONEER_SECRET is s/,
  ],
  ['15 characters', { 'admin.auth.secret': 'k3Jf92lQxv0Zr7T' }, /has 15 characters .* at least 24/],
  ['a guessable token of metrics', { 'metrics.token': 'prometheus' }, /: METRICS_TOKEN has 10 /],
  ['a pattern', { 'admin.apiToken.salt': 'ab'.repeat(20) }, /: API_TOKEN_SALT is too regular/],
  [
    'no public address',
    { 'server.url': '' },
    /: PUBLIC_URL is not set; expected the whole address/,
  ],
  [
    'a password hash that is quick to guess',
    { 'plugin::pioneer.passwordHashCost': 4 },
    /: PASSWORD_HASH_COST is 4; expected a whole number from 10 to 15/,
  ],
  ['a movable clock', { 'plugin::pioneer.clock': 'adjustable' }, /: PIONEER_CLOCK is "adjustable"/],
];

describe('a configuration', () => {
  it('that is safe is accepted, whatever its secrets are', () => {
    for (let draw = 0; draw < 200; draw += 1) {
      expect(
        refusalOf({ 'plugin::pioneer.secret': randomBytes(18).toString('base64') }),
      ).toBeNull();
    }
  });

  it.each([...MISSING, ...WEAK])('with %s is refused in production', (_title, change, refusal) => {
    expect(refusalOf(change)).toMatch(/^StartupRefusal: /);
    expect(refusalOf(change)).toMatch(refusal);
  });

  it.each(MISSING)('with %s is refused everywhere', (_title, change, refusal) => {
    expect(refusalOf({ ...change, environment: 'development' })).toMatch(refusal);
  });

  it.each(WEAK)('with %s is good enough to develop with', (_title, change) => {
    expect(refusalOf({ ...change, environment: 'development' })).toBeNull();
  });

  it('never finds its secrets in the refusal', () => {
    expect(refusalOf({ 'plugin::pioneer.secret': 'changeme-4711' })).not.toContain('4711');
  });
});
