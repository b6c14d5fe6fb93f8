/**
 * What the access log tells of. What became of the work itself is in the record, for ever; here is
 * who came in, who looked at what is not for everybody, and who changed what others may do.
 */
export const ACCESS_KINDS = [
  /** A member proved who they are, or failed to. */
  'signIn',
  /** An activation code was used, or a wrong one tried. */
  'activation',
  /** The same at the door of the admin panel. */
  'panelSignIn',
  /** An account of the admin panel was made, or its password set anew. */
  'panelAccount',
  /** Names or phones were shown in full, or the e-mail addresses of administrators. */
  'personRead',
  /** Activation codes were made; whoever has one becomes that member. */
  'codesMade',
  /** Data left the system as a file. */
  'export',
  /** A membership, or a post, was given or taken. */
  'rolesChanged',
  /** A role, a user or a token of the admin panel, or what a role may do, was changed. */
  'panelRightsChanged',
  /** Somebody's personal data was erased. */
  'erasure',
  /** The access log itself was read. */
  'logRead',
  /** So many failures came at once that they were counted instead of written. */
  'failuresOmitted',
] as const;

export type AccessKind = (typeof ACCESS_KINDS)[number];

/** `nobody` has not proved who they are. */
export const ACCESSOR_KINDS = ['member', 'administrator', 'system', 'nobody'] as const;

export type AccessorKind = (typeof ACCESSOR_KINDS)[number];
