import type { Core } from '@strapi/strapi';
import { isUniqueViolation } from '../shared/database';
import { StartupRefusal } from '../system/check-startup';
import { SESSIONS, USERS } from './granted-caller';
import { members, USER_COLUMN } from './tables';

/**
 * Strapi checks uniqueness by a query before it writes, which two simultaneous requests both pass,
 * and tells names apart by case. So the database refuses, and also two members on one account. The
 * last index is for speed: every request looks for its session.
 */
const STATEMENTS = [
  `CREATE UNIQUE INDEX IF NOT EXISTS ${USERS}_lower_username_uq ON ${USERS} (lower(username))`,
  `CREATE UNIQUE INDEX IF NOT EXISTS ${USERS}_lower_email_uq ON ${USERS} (lower(email))`,
  `CREATE UNIQUE INDEX IF NOT EXISTS ${members.name}_user_uq ON ${members.name} (${USER_COLUMN})`,
  `CREATE INDEX IF NOT EXISTS ${SESSIONS}_session_id_idx ON ${SESSIONS} (session_id)`,
];

/**
 * Makes the indexes that a schema cannot describe. Run at every start; cheap when they exist.
 *
 * @throws StartupRefusal when accounts that were made before already share a name
 */
export async function makeSignInNamesUnique(strapi: Core.Strapi): Promise<void> {
  try {
    for (const statement of STATEMENTS) await strapi.db.connection.raw(statement);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new StartupRefusal(
      `Two accounts in ${USERS} have the same username or e-mail apart from case; rename one of ` +
        'each pair, then start again.',
    );
  }
}
