import type { InventoriedTable, PersonalField } from './inventoried-table';

const UNTIL_TAKEN_BACK = 'until an editor takes it back';

function field(
  copy: PersonalField['copy'],
  purpose: string,
  erasure: PersonalField['erasure'],
  retention: string,
): PersonalField {
  return { purpose, retention, erasure, copy };
}

/** All these fields are alike. */
function alike(names: readonly string[], one: PersonalField): Record<string, PersonalField> {
  return Object.fromEntries(names.map((name) => [name, one]));
}

/**
 * Tables of Strapi and those of the project's content. What editors publish of a person they publish
 * with consent and take back by hand: it is no part of an account, and rules cannot tell a name in a
 * story from any other word.
 */
export const FOREIGN_TABLES: Readonly<Record<string, InventoriedTable>> = {
  admin_permissions: {
    holds: 'what roles of the admin panel may do',
    personal: {},
    impersonal: ['action', 'action_parameters', 'subject', 'properties', 'conditions'],
  },
  admin_roles: {
    holds: 'roles of the admin panel',
    personal: {},
    impersonal: ['name', 'code', 'description'],
  },
  admin_users: {
    holds: 'staff in the admin panel',
    personal: alike(
      [
        'firstname',
        'lastname',
        'username',
        'email',
        'password',
        'reset_password_token',
        'registration_token',
        'prefered_language',
      ],
      field(
        'withheld',
        'staff sign in and are named as editors',
        'kept',
        'until the account is deleted in the admin panel',
      ),
    ),
    impersonal: [],
  },
  components_civic_colours: {
    holds: 'colours of a theme',
    personal: {},
    impersonal: ['brand', 'accent', 'paper'],
  },
  components_civic_honours: {
    holds: 'honours of role models',
    personal: {},
    impersonal: ['title', 'star', 'awarded_by'],
  },
  components_civic_places: {
    holds: 'where a task is',
    personal: {},
    impersonal: ['address', 'latitude', 'longitude'],
  },
  drives: {
    holds: 'groups of tasks',
    personal: {},
    impersonal: ['name', 'slug', 'summary', 'report_form', 'audience', 'eligibility', 'state'],
  },
  evaluations: {
    holds: 'results that everybody reads; rules write them and name nobody',
    personal: alike(
      ['summary', 'body'],
      field('withheld', 'what editors add for the public', 'kept', UNTIL_TAKEN_BACK),
    ),
    impersonal: ['decision', 'score', 'pass_mark', 'grade', 'grade_label', 'criteria'],
  },
  experts: {
    holds: 'the think tank, published with consent',
    personal: alike(
      ['name', 'slug', 'position', 'affiliation', 'expertise', 'summary', 'body'],
      field('withheld', 'published with consent', 'kept', UNTIL_TAKEN_BACK),
    ),
    impersonal: [],
  },
  files: {
    holds: 'files of the Media Library, which editors upload; never evidence',
    personal: alike(
      ['name', 'alternative_text', 'caption', 'url', 'preview_url', 'formats'],
      field('withheld', 'pictures of published content', 'kept', UNTIL_TAKEN_BACK),
    ),
    impersonal: [
      'focal_point',
      'hash',
      'ext',
      'mime',
      'size',
      'provider',
      'provider_metadata',
      'folder_path',
    ],
  },
  homes: { holds: 'the home page', personal: {}, impersonal: ['headline', 'intro'] },
  i18n_locale: { holds: 'languages', personal: {}, impersonal: ['name', 'code'] },
  role_models: {
    holds: 'who others can learn from, published with consent',
    personal: alike(
      ['name', 'slug', 'summary', 'body'],
      field('withheld', 'published with consent', 'kept', UNTIL_TAKEN_BACK),
    ),
    impersonal: ['kind'],
  },
  stories: {
    holds: 'what was done well, published',
    personal: alike(
      ['title', 'slug', 'summary', 'body'],
      field('withheld', 'published with consent', 'kept', UNTIL_TAKEN_BACK),
    ),
    impersonal: [],
  },
  strapi_ai_localization_jobs: {
    holds: 'not used',
    personal: {},
    impersonal: ['content_type', 'source_locale', 'target_locales', 'status'],
  },
  strapi_ai_metadata_jobs: { holds: 'not used', personal: {}, impersonal: ['status'] },
  strapi_api_token_permissions: {
    holds: 'what programs may do',
    personal: {},
    impersonal: ['action'],
  },
  strapi_api_tokens: {
    holds: 'programs that may ask',
    personal: {},
    impersonal: ['name', 'description', 'kind', 'type', 'access_key', 'encrypted_key'],
  },
  strapi_core_store_settings: {
    holds: 'settings',
    personal: {},
    impersonal: ['key', 'value', 'type', 'environment', 'tag'],
  },
  strapi_database_schema: { holds: 'the schema', personal: {}, impersonal: ['schema', 'hash'] },
  strapi_history_versions: {
    holds: 'earlier versions of published content',
    personal: {
      data: field('withheld', 'published with consent', 'kept', UNTIL_TAKEN_BACK),
    },
    impersonal: ['content_type', 'status', 'schema'],
  },
  strapi_migrations: { holds: 'migrations', personal: {}, impersonal: ['name'] },
  strapi_migrations_internal: { holds: 'migrations', personal: {}, impersonal: ['name'] },
  strapi_release_actions: {
    holds: 'planned publications',
    personal: {},
    impersonal: ['type', 'content_type'],
  },
  strapi_releases: {
    holds: 'planned publications',
    personal: {},
    impersonal: ['name', 'timezone', 'status'],
  },
  strapi_sessions: {
    holds: 'who is signed in',
    userIn: 'user_id',
    personal: {
      session_id: field('withheld', 'signing in', 'deleted', 'until it ends'),
      device_id: field('withheld', 'signing in', 'deleted', 'until it ends'),
      metadata: field('given', 'shows on which device', 'deleted', 'until it ends'),
    },
    impersonal: ['origin', 'status', 'type'],
  },
  strapi_transfer_token_permissions: {
    holds: 'what other servers may do',
    personal: {},
    impersonal: ['action'],
  },
  strapi_transfer_tokens: {
    holds: 'servers that may ask',
    personal: {},
    impersonal: ['name', 'description', 'access_key'],
  },
  strapi_webhooks: {
    holds: 'whom the server tells',
    personal: {},
    impersonal: ['name', 'url', 'headers', 'events'],
  },
  strapi_workflows: { holds: 'not used', personal: {}, impersonal: ['name', 'content_types'] },
  strapi_workflows_stages: { holds: 'not used', personal: {}, impersonal: ['name', 'color'] },
  tags: { holds: 'tags', personal: {}, impersonal: ['name', 'english_name', 'slug'] },
  tasks: {
    holds: 'tasks',
    personal: {},
    impersonal: [
      'title',
      'slug',
      'summary',
      'body',
      'category',
      'priority',
      'difficulty',
      'unit_kind',
      'unit_category',
      'claim_mode',
      'audience',
      'eligibility',
    ],
  },
  themes: { holds: 'themes of a year', personal: {}, impersonal: ['name', 'slogan', 'summary'] },
  up_permissions: { holds: 'what roles may do', personal: {}, impersonal: ['action'] },
  up_roles: { holds: 'roles', personal: {}, impersonal: ['name', 'description', 'type'] },
  up_users: {
    holds: 'accounts of members',
    userIn: 'id',
    personal: {
      username: field('given', 'signing in', 'deleted', 'until the member leaves'),
      email: field(
        'given',
        'Strapi wants one; it is a placeholder that is never mailed',
        'deleted',
        'until the member leaves',
      ),
      password: field('withheld', 'proves the password', 'deleted', 'until the member leaves'),
      reset_password_token: field('withheld', 'not used', 'deleted', 'until the member leaves'),
      confirmation_token: field('withheld', 'not used', 'deleted', 'until the member leaves'),
    },
    impersonal: ['provider'],
  },
  upload_folders: {
    holds: 'folders of the Media Library',
    personal: {},
    impersonal: ['name', 'path'],
  },
};
