import {
  CALLER,
  CLAIM,
  CLOCK,
  HOLD_MEMBER,
  LIVE,
  LOCK_MEMBER,
  LOCK_OPENING,
  PLACE,
  TAKE_SLOT,
} from './claim-statements';

/** What pgbench sets before, all of it by one short look at a table by its key; `pairs` is how many it has. */
const PAIR = `
SELECT user_id, user_id::text AS user_text, session_id, member_id, organisation_id, opening_id,
  terms_id, 'pgbench:' || :turn AS live_key, 'c' || md5(:turn::text) AS claim_id,
  'e' || md5(:turn::text) AS event_id, now() AS at
FROM bench_pairs WHERE turn = 1 + :turn::bigint % :pairs::bigint \\gset`;

const INSERT_CLAIM = `
  INSERT INTO pioneer_claims (document_id, opening_id, terms_id, workflow_id, claimant_kind, claimant_id,
    lead_id, organisation_id, state, round, step, percent, extended, claimed_at, lease_ends_at,
    live_key, created_at, updated_at, published_at, version, salt)
  VALUES (:claim_id, :opening_id, :terms_id, '', 'member', :member_id, :member_id, :organisation_id,
    'active', 1, 1, 0, 0, :at, :at, :live_key, :at, :at, :at, 1, :session_id)`;

/** As many bytes of changes as the event of a claim has, nearly. */
const CHANGES = JSON.stringify({ changes: 'x'.repeat(700) });

const INSERT_EVENT = `
  INSERT INTO pioneer_events (document_id, subject_type, subject_id, subject_version, type, actor_kind,
    actor_id, at, payload, changes, digest, created_at, updated_at, published_at, version, salt)
  VALUES (:event_id, 'claim', :claim_id, 1, 'claim.claimed', 'member', :member_id, :at, '{}',
    '${CHANGES}', md5(:event_id), :at, :at, :at, 1, '')`;

/** One claim, statement by statement in the order of ours. */
export const SCRIPT = [
  "SELECT nextval('bench_turn') AS turn \\gset",
  PAIR,
  `${CALLER};`,
  'BEGIN;',
  ...[CLOCK, PLACE, LIVE, LOCK_MEMBER, HOLD_MEMBER, LOCK_OPENING, PLACE, LIVE, TAKE_SLOT],
  ...[INSERT_CLAIM, INSERT_EVENT, 'INSERT INTO pioneer_pending (event_id) VALUES (:event_id)'],
  CLAIM,
  'COMMIT;',
]
  .map((statement) => (/;$|gset$/.test(statement) ? statement : `${statement};`))
  .join('\n');
