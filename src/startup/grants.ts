/** The two roles of users-permissions that every database has. */
export type GrantedRole = 'public' | 'authenticated';

/** Content that editors publish for everybody. */
const CONTENT = [
  'api::drive.drive',
  'api::evaluation.evaluation',
  'api::expert.expert',
  'api::role-model.role-model',
  'api::story.story',
  'api::tag.tag',
  'api::task.task',
  'api::theme.theme',
].flatMap((uid) => [`${uid}.find`, `${uid}.findOne`]);

const EVERYBODY = [...CONTENT, 'api::home.home.find', 'plugin::users-permissions.auth.refresh'];

/**
 * Who may call what, written by hand on purpose: a new type or plugin is closed until somebody
 * opens it here. Members sign in at the plugin pioneer, never by e-mail at users-permissions;
 * pioneer grants and checks its own actions.
 */
export const GRANTS: Readonly<Record<GrantedRole, readonly string[]>> = {
  public: EVERYBODY,
  authenticated: [...EVERYBODY, 'plugin::users-permissions.auth.logout'],
};
