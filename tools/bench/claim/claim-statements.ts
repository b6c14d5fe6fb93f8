/** The long statements of a claim, with `:name` for each value, as both references send them. */

/** Who asks, whether the role may, and where the member belongs. */
export const CALLER = `
  SELECT u.id AS user_id, u.document_id AS user_document_id, m.document_id AS member_id, m.number,
    m.name, ms.organisation_id, ms.role,
    (SELECT p.id FROM up_permissions p JOIN up_permissions_role_lnk pr ON pr.permission_id = p.id
      WHERE pr.role_id = r.role_id AND p.action = 'plugin::pioneer.openings.claim' LIMIT 1) AS "grant"
  FROM up_users u
    LEFT JOIN up_users_role_lnk r ON r.user_id = u.id
    LEFT JOIN pioneer_members m ON m.user_id = u.id
    LEFT JOIN pioneer_memberships ms ON ms.member_id = m.document_id AND ms.ended_at IS NULL
  WHERE u.id = :user_id AND (u.blocked = false OR u.blocked IS NULL) AND EXISTS (
    SELECT 1 FROM strapi_sessions s WHERE s.session_id = :session_id AND s.user_id = :user_text
      AND s.origin = 'users-permissions')
  ORDER BY ms.id`;

export const CLOCK = 'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now';

/** Each by its name: a statement that asks for all columns would not be planned once. */
function columnsOf(alias: string, names: string): string {
  return names
    .trim()
    .split(/\s+/)
    .map((name) => `${alias}.${name} AS ${alias}__${name}`)
    .join(', ');
}

const OPENING_COLUMNS = columnsOf(
  'o',
  `task_uid task_id unit_kind unit_id unit_label occurrence terms_id state claim_mode waiting_list
   slug title summary category priority difficulty points organisation_id drive_id address latitude
   longitude member_slots organisation_slots opens_at closes_at due_at opened_at member_taken
   organisation_taken accepted audience_hash next_audience_hash search_text document_id version salt`,
);

const TERMS_COLUMNS = columnsOf('t', 'task_uid task_id hash content document_id version salt');

const CLAIM_COLUMNS = columnsOf(
  'c',
  `opening_id terms_id workflow_id claimant_kind claimant_id lead_id organisation_id state round step
   percent score claimed_at lease_ends_at due_at due_reminds_at submitted_at acknowledged_at
   decided_at appeal_ends_at ended_at evaluating_id step_ends_at step_reminds_at offer_ends_at
   withdrawal_asked_at withdrawal_reason withdrawal_answer extended terms_reason end_reason live_key
   document_id version salt`,
);

/** An opening with its terms. */
export const PLACE = `
  SELECT ${OPENING_COLUMNS}, ${TERMS_COLUMNS} FROM pioneer_openings o
    JOIN pioneer_terms_versions t ON t.document_id = o.terms_id
  WHERE o.document_id = :opening_id LIMIT 1`;

export const LIVE = 'SELECT document_id FROM pioneer_claims WHERE live_key = :live_key LIMIT 1';

export const LOCK_MEMBER =
  'SELECT id FROM pioneer_members WHERE document_id = :member_id LIMIT 1 FOR UPDATE';

export const HOLD_MEMBER = `
  SELECT erased_at FROM pioneer_members WHERE document_id IN (:member_id)
  ORDER BY id FOR KEY SHARE`;

export const LOCK_OPENING =
  'SELECT id FROM pioneer_openings WHERE document_id = :opening_id LIMIT 1 FOR UPDATE';

export const TAKE_SLOT = `
  UPDATE pioneer_openings SET member_taken = member_taken + 1
  WHERE document_id = :opening_id AND member_taken < member_slots`;

const OWN_WORK = `(c.lead_id IS NOT NULL AND c.lead_id = reader.document_id)
  OR EXISTS (SELECT 1 FROM pioneer_co_claimants sharing
    WHERE sharing.claim_id = c.document_id AND sharing.member_id = reader.document_id)
  OR EXISTS (SELECT 1 FROM pioneer_reports own
    WHERE own.claim_id = c.document_id AND own.member_id = reader.document_id)
  OR (c.claimant_kind = 'organisation' AND EXISTS (SELECT 1 FROM pioneer_memberships speaks
    WHERE speaks.organisation_id = c.claimant_id AND speaks.member_id = reader.document_id
      AND speaks.role = 'representative' AND speaks.ended_at IS NULL))`;

const IS_CLAIMANT = `((c.claimant_kind = 'member' AND c.claimant_id = :member_id)
  OR (c.claimant_kind = 'organisation' AND (c.claimant_id IN ('')
    OR EXISTS (SELECT 1 FROM pioneer_co_claimants sharing
      WHERE sharing.claim_id = c.document_id AND sharing.member_id = :member_id))))`;

const IS_ASKED = `EXISTS (SELECT 1 FROM pioneer_step_evaluators named
  WHERE named.terms_id = c.terms_id AND named.step = c.step AND named.member_id = :member_id)`;

/** The claim as its claimant sees it. */
export const CLAIM = `
  SELECT ${CLAIM_COLUMNS}, ${OPENING_COLUMNS}, ${TERMS_COLUMNS}, og.document_id AS og_id, og.code AS og_code, og.name AS og_name, eo.document_id AS eo_id, lead.name AS lead_name,
    co.name AS co_name, ${IS_CLAIMANT} AS is_claimant, ${IS_ASKED} AS is_asked,
    EXISTS (SELECT 1 FROM pioneer_members reader WHERE reader.document_id = :member_id AND (
      (${OWN_WORK}) OR EXISTS (SELECT 1 FROM pioneer_verdicts given
        WHERE given.claim_id = c.document_id AND given.evaluator_id = reader.document_id
          AND given.step <> c.step))) AS had_part,
    EXISTS (SELECT 1 FROM pioneer_members reader
      WHERE reader.document_id = :member_id AND (${OWN_WORK})) AS is_own_work
  FROM pioneer_claims c
    JOIN pioneer_openings o ON o.document_id = c.opening_id
    JOIN pioneer_terms_versions t ON t.document_id = c.terms_id
    JOIN pioneer_organisations og ON og.document_id = o.organisation_id
    LEFT JOIN pioneer_members lead ON lead.document_id = c.lead_id
    LEFT JOIN pioneer_organisations eo ON eo.document_id = c.evaluating_id
    LEFT JOIN pioneer_organisations co
      ON co.document_id = c.claimant_id AND c.claimant_kind = 'organisation'
  WHERE (${IS_CLAIMANT} OR ${IS_ASKED}) AND c.document_id = :claim_id LIMIT 1`;
