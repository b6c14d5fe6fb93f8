import type { Erasure, InventoriedTable, PersonalField } from './inventoried-table';
import { FOREIGN_TABLES } from './inventory-of-strapi';

const MEMBERSHIP = 'until the member leaves';
const RECORD = 'as long as the record';
/** The law asks for it, and who leaves does not leave what was done unknown. */
const ACCESS_LOG = '190 days';

function given(purpose: string, erasure: Erasure, retention = MEMBERSHIP): PersonalField {
  return { purpose, retention, erasure, copy: 'given' };
}

function withheld(purpose: string, erasure: Erasure, retention = MEMBERSHIP): PersonalField {
  return { purpose, retention, erasure, copy: 'withheld' };
}

const FINGERPRINT = 'shows a photo that is handed in twice; no picture follows from it';

/** The plugin's own tables. */
const OWN_TABLES: Readonly<Record<string, InventoriedTable>> = {
  pioneer_members: {
    holds: 'who takes part',
    memberIn: ['document_id'],
    personal: {
      number: given('signing in, and finding the member in lists of the town', 'blanked'),
      sign_in_name: withheld('the number as sign-in compares it', 'blanked'),
      name: given('whom others work with', 'blanked'),
      phone_hash: withheld('finds a phone at sign-in without telling it', 'blanked'),
      phone_sealed: withheld('reaching the member; a copy holds the phone itself', 'blanked'),
      activation_hash: withheld('proves the one-time code', 'blanked', '30 days, or until used'),
    },
    impersonal: [],
  },
  pioneer_memberships: {
    holds: 'what a member is, and where',
    memberIn: ['member_id'],
    personal: { role: given('what the member may do', 'pseudonym', RECORD) },
    impersonal: [],
  },
  pioneer_post_holdings: {
    holds: 'which post a member holds',
    memberIn: ['member_id'],
    personal: {
      since: given('the term of the post', 'pseudonym', RECORD),
      until: given('the term of the post', 'pseudonym', RECORD),
      ended_at: given('the term of the post', 'pseudonym', RECORD),
    },
    impersonal: [],
  },
  pioneer_consents: {
    holds: 'what a member agreed to',
    memberIn: ['member_id'],
    personal: {
      purpose: given('proof that what was done was allowed', 'pseudonym', RECORD),
      given_at: given('proof that what was done was allowed', 'pseudonym', RECORD),
      withdrawn_at: given('proof of its end', 'pseudonym', RECORD),
    },
    impersonal: ['live_key'],
  },
  pioneer_data_exports: {
    holds: 'which copies a member asked for',
    memberIn: ['member_id'],
    personal: {
      requested_at: given('one copy a day', 'deleted'),
      taken_at: given('an address works once', 'deleted'),
      secret_hash: withheld('proves the address', 'deleted'),
    },
    impersonal: [],
  },
  pioneer_claims: {
    holds: 'what members and organisations undertake',
    memberIn: ['claimant_id'],
    personal: {
      state: given('the work itself', 'pseudonym', RECORD),
      score: given('the work itself', 'pseudonym', RECORD),
      withdrawal_reason: given('why the claimant gives up', 'blanked', RECORD),
      withdrawal_answer: given('what a manager answered', 'blanked', RECORD),
      terms_reason: given('why other terms hold', 'blanked', RECORD),
      end_reason: given('why the claim ended', 'blanked', RECORD),
    },
    impersonal: ['claimant_kind', 'live_key'],
  },
  pioneer_reports: {
    holds: 'what was done',
    memberIn: ['member_id'],
    personal: {
      text: given('the work itself', 'blanked', RECORD),
      answers: given('the work itself', 'blanked', RECORD),
      self_check: given('the claimant’s own scores', 'pseudonym', RECORD),
      client_id: given('a report that is sent twice arrives once', 'pseudonym', RECORD),
    },
    impersonal: ['kind'],
  },
  pioneer_verdicts: {
    holds: 'what evaluators decided',
    memberIn: ['evaluator_id'],
    personal: {
      decision: given('the evaluation itself', 'pseudonym', RECORD),
      scores: given('the evaluation itself', 'pseudonym', RECORD),
      score: given('the evaluation itself', 'pseudonym', RECORD),
      answers: given('the evaluation itself', 'blanked', RECORD),
      reason: given('the evaluation itself', 'blanked', RECORD),
    },
    impersonal: [],
  },
  pioneer_evidence_files: {
    holds: 'photos and documents of the work; their contents lie in the evidence store',
    memberIn: ['member_id'],
    personal: {
      name: given('what the file is called', 'blanked', RECORD),
      file_key: withheld('where the content lies, which a copy holds', 'pseudonym', RECORD),
      taken_at: given('checking the work, with consent', 'blanked', 'until consent is withdrawn'),
      latitude: given('checking the work, with consent', 'blanked', 'until consent is withdrawn'),
      longitude: given('checking the work, with consent', 'blanked', 'until consent is withdrawn'),
      sent_sha_256: given('a file that is sent twice arrives once', 'blanked', RECORD),
      sha_256: given('proves that the content is the same', 'pseudonym', RECORD),
      pixel_sha_256: given(FINGERPRINT, 'pseudonym', RECORD),
      difference_hash: given(FINGERPRINT, 'pseudonym', RECORD),
    },
    impersonal: ['moment', 'mime_type', 'client_id'],
  },
  pioneer_events: {
    holds: 'what happened: ids, numbers, moments, and HMACs whose salts lie in the rows',
    memberIn: ['actor_id'],
    personal: {
      type: given('the proof of what was done', 'pseudonym', RECORD),
      at: given('the proof of what was done', 'pseudonym', RECORD),
    },
    impersonal: ['subject_type', 'actor_kind', 'payload', 'changes', 'digest'],
  },
  pioneer_idempotency_keys: {
    holds: 'answers that are given again to a request that is repeated',
    personal: {
      answer: withheld('what a lost answer said', 'deleted', '14 days'),
    },
    impersonal: ['scope', 'request'],
  },
  pioneer_attempts: {
    holds:
      'how often who comes in has failed, and what somebody writes fast, by HMACs of who it was',
    personal: {},
    impersonal: ['key'],
  },
  pioneer_access_log: {
    holds: 'who came in, who saw whom and who changed what others may do',
    personal: {
      ip: withheld('from where somebody came in', 'kept', ACCESS_LOG),
      details: withheld('ids of members who were seen', 'kept', ACCESS_LOG),
    },
    impersonal: ['kind', 'actor_kind', 'subject_type', 'previous_hash', 'hash'],
  },
  pioneer_workflows: {
    holds: 'how work is taken and evaluated',
    personal: {
      steps: withheld('numbers of members whom a step asks by name', 'blanked', 'until edited'),
    },
    impersonal: ['name', 'claim_mode', 'audience', 'eligibility'],
  },
  pioneer_households: {
    holds: 'households by a code, and never a name',
    personal: {},
    impersonal: ['code'],
  },
  pioneer_organisations: {
    holds: 'the tree of organisations',
    personal: {},
    impersonal: ['code', 'name', 'kind'],
  },
  pioneer_organisation_closures: { holds: 'what lies above what', personal: {}, impersonal: [] },
  pioneer_posts: {
    holds: 'posts and their duties',
    personal: {},
    impersonal: ['title', 'duties', 'appointers'],
  },
  pioneer_calendar_days: {
    holds: 'days that are not as their weekday says',
    personal: {},
    impersonal: ['date', 'kind', 'name'],
  },
  pioneer_spots: {
    holds: 'places to put right',
    personal: {},
    impersonal: ['code', 'category', 'address', 'latitude', 'longitude', 'state'],
  },
  pioneer_standards: {
    holds: 'work standards',
    personal: {},
    impersonal: ['name', 'criteria', 'pass_mark', 'grades', 'report_form', 'verdict_form'],
  },
  pioneer_terms_versions: {
    holds: 'terms; evaluators are named by id',
    personal: {},
    impersonal: ['task_uid', 'hash', 'content'],
  },
  pioneer_openings: {
    holds: 'what can be claimed',
    personal: {},
    impersonal: [
      'task_uid',
      'unit_kind',
      'unit_label',
      'state',
      'claim_mode',
      'slug',
      'title',
      'summary',
      'category',
      'priority',
      'difficulty',
      'address',
      'latitude',
      'longitude',
      'audience_hash',
      'next_audience_hash',
      'search_text',
    ],
  },
  pioneer_co_claimants: { holds: 'who shares in a claim, by id', personal: {}, impersonal: [] },
  pioneer_step_evaluators: { holds: 'evaluators by name, by id', personal: {}, impersonal: [] },
  pioneer_recurrences: {
    holds: 'work that recurs',
    personal: {},
    impersonal: ['task_uid', 'rule', 'day_off_rule', 'first_day', 'planned_through'],
  },
  pioneer_due_dates: { holds: 'when it is due', personal: {}, impersonal: ['date', 'rule_date'] },
  pioneer_audiences: {
    holds: 'expressions over roles and organisations; they cannot name a member',
    personal: {},
    impersonal: ['hash', 'source'],
  },
  pioneer_audience_members: {
    holds: 'who is in an audience, by id',
    personal: {},
    impersonal: ['hash', 'claimant_kind'],
  },
  pioneer_jobs: {
    holds: 'what is too much for one transaction: ids and numbers',
    personal: {},
    impersonal: ['kind', 'subject_uid', 'payload', 'state', 'actor_kind', 'problem'],
  },
  pioneer_seals: {
    holds: 'the chain over the events',
    personal: {},
    impersonal: ['previous_hash', 'hash'],
  },
  pioneer_record_heads: {
    holds: 'its end on each day',
    personal: {},
    impersonal: ['date', 'hash'],
  },
  pioneer_opening_counts: { holds: 'statistics', personal: {}, impersonal: ['period'] },
  pioneer_pending: { holds: 'events that wait to be read', personal: {}, impersonal: [] },
  pioneer_clock: { holds: 'the offset of a test server’s clock', personal: {}, impersonal: [] },
};

/** Every table of the database and what of it is about a person. */
export const INVENTORY: Readonly<Record<string, InventoriedTable>> = {
  ...OWN_TABLES,
  ...FOREIGN_TABLES,
};
