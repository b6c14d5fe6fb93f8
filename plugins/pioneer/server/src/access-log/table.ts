export const ACCESS_LOG_TABLE = 'pioneer_access_log';

/** A row as the database keeps it. */
export interface StoredAccess {
  readonly id: number;
  /** Milliseconds; PostgreSQL gives big integers as text. */
  readonly at: number | string;
  readonly kind: string;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly subject_type: string | null;
  readonly subject_id: string | null;
  readonly ip: string;
  readonly request_id: string | null;
  readonly is_success: boolean | number;
  readonly details: string;
  readonly previous_hash: string;
  readonly hash: string;
}

const text = (notNullable: boolean) => ({ type: 'string', column: { notNullable } });
const uniqueText = () => ({ type: 'string', column: { unique: true, notNullable: true } });

/**
 * The raw model of the access log. It names people by their ids alone, is no content of anybody's and
 * goes neither into exports nor into the record: it is dropped when it has served its time.
 */
export const accessLogModel = {
  uid: 'plugin::pioneer.access-log',
  singularName: 'pioneer-access-log',
  tableName: ACCESS_LOG_TABLE,
  attributes: {
    id: { type: 'increments' },
    at: { type: 'biginteger', column: { notNullable: true } },
    kind: text(true),
    actor_kind: text(true),
    actor_id: text(false),
    subject_type: text(false),
    subject_id: text(false),
    ip: text(true),
    request_id: text(false),
    is_success: { type: 'boolean', column: { notNullable: true } },
    details: { type: 'text', column: { notNullable: true } },
    // Unique, so that the chain cannot fork.
    previous_hash: uniqueText(),
    hash: uniqueText(),
  },
  indexes: ['at', 'kind', 'actor_id', 'subject_id', 'ip'].map((column) => ({
    name: `${ACCESS_LOG_TABLE}_${column}_idx`,
    columns: [column],
  })),
};
