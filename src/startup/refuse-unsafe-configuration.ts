import { StartupRefusal } from './startup-refusal';

/** The configuration as Strapi has put it together, by path. */
interface Configuration {
  get(path: string): unknown;
}

/** Every secret: the variable that sets it and where Strapi reads it. */
export const SECRETS = {
  APP_KEYS: 'server.app.keys',
  API_TOKEN_SALT: 'admin.apiToken.salt',
  ADMIN_JWT_SECRET: 'admin.auth.secret',
  TRANSFER_TOKEN_SALT: 'admin.transfer.token.salt',
  ENCRYPTION_KEY: 'admin.secrets.encryptionKey',
  JWT_SECRET: 'plugin::users-permissions.jwtSecret',
  PIONEER_SECRET: 'plugin::pioneer.secret',
} as const;

/** 128 random bits in base64. */
const SECRET_MIN_CHARACTERS = 24;
/** Random text of that length practically never has so few different characters. */
const SECRET_MIN_VARIETY = 8;
const PLACEHOLDER =
  /to.?be.?modified|change.?(me|this|it)|place.?holder|example|default|your.?(secret|key|salt)|replace/i;

const MAKE_ONE = `set it to a random text, for example from "openssl rand -base64 32"`;

/**
 * Throws StartupRefusal when the server must not start like this. What is merely weak is refused
 * in production only; what is missing or makes no sense is refused everywhere.
 */
export function refuseUnsafeConfiguration(config: Configuration): void {
  const isProduction = config.get('environment') === 'production';
  for (const [variable, path] of Object.entries(SECRETS)) {
    refuseSecrets(variable, [config.get(path) ?? ''].flat().map(String), isProduction);
  }
  const metricsToken = String(config.get('metrics.token') ?? '');
  if (metricsToken !== '') refuseSecrets('METRICS_TOKEN', [metricsToken], isProduction);
  refuseUrl(String(config.get('server.url') ?? ''), isProduction);
  refuseClock(String(config.get('plugin::pioneer.clock')), isProduction);
  refuseHashCost(Number(config.get('plugin::pioneer.passwordHashCost')), isProduction);
}

function refuseSecrets(variable: string, values: string[], isProduction: boolean): void {
  const isMissing = values.length === 0 || values.includes('');
  const weakness = isProduction ? values.map(findWeakness).find(Boolean) : undefined;
  const problem = isMissing ? 'is not set' : weakness;
  if (problem) throw new StartupRefusal(`${variable} ${problem}; ${MAKE_ONE}.`);
}

/** Never repeats the secret itself: start-up messages end up in logs. */
function findWeakness(value: string): string | null {
  if (PLACEHOLDER.test(value)) return 'is still a placeholder';
  if (value.length < SECRET_MIN_CHARACTERS) {
    return `has ${value.length} characters where at least ${SECRET_MIN_CHARACTERS} are expected`;
  }
  return new Set(value).size < SECRET_MIN_VARIETY ? 'is too regular to be secret' : null;
}

function refuseUrl(url: string, isProduction: boolean): void {
  if (url === '' && !isProduction) return;
  if (/^https?:\/\/[^/]/.test(url)) return;
  throw new StartupRefusal(
    `PUBLIC_URL is ${url === '' ? 'not set' : `"${url}"`}; expected the whole address that people ` +
      'type, such as https://pioneer.example.org, so set it to that.',
  );
}

/** What bcrypt takes at all, what OWASP asks for at least, and what members still wait for. */
const HASH_COSTS = { possible: 4, safe: 10, most: 15 };

function refuseHashCost(cost: number, isProduction: boolean): void {
  const least = isProduction ? HASH_COSTS.safe : HASH_COSTS.possible;
  if (Number.isInteger(cost) && cost >= least && cost <= HASH_COSTS.most) return;
  throw new StartupRefusal(
    `PASSWORD_HASH_COST is ${cost}; expected a whole number from ${least} to ${HASH_COSTS.most}, ` +
      'so set it to one, or remove it.',
  );
}

function refuseClock(clock: string, isProduction: boolean): void {
  if (clock === 'fixed' || (clock === 'adjustable' && !isProduction)) return;
  throw new StartupRefusal(
    `PIONEER_CLOCK is "${clock}"; expected "fixed"${isProduction ? '' : ' or "adjustable"'}, ` +
      'because deadlines of real work follow the real time, so remove it.',
  );
}
