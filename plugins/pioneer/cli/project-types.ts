/** What a content type or component is called in the project that it is written into. */
export interface TypeNames {
  readonly singularName: string;
  readonly pluralName: string;
  readonly collectionName: string;
}

/** A content type with a part, as its schema.json holds it. */
export interface ProjectType {
  readonly info: Omit<TypeNames, 'collectionName'> & { readonly displayName: string };
  readonly collectionName: string;
  readonly pluginOptions: { readonly pioneer: { readonly part: string } };
  readonly attributes: Readonly<Record<string, object>>;
}

/** The folder below src/api, and the group of the component, that everything is written into. */
export const API = 'pioneer';
export const PLACE = `${API}.place`;

/**
 * The three types without which no loop closes. Each has what its part needs, a text for readers
 * and nothing else; the project adds what it likes.
 *
 * @param prefix before their names, where the project has types of the same names already
 */
export function projectTypes(prefix: string | undefined): readonly ProjectType[] {
  const task = namesOf('task', 'tasks', prefix);
  const drive = namesOf('drive', 'drives', prefix);
  const evaluation = namesOf('evaluation', 'evaluations', prefix);
  return [
    typeOf('task', '任务 Task', task, taskAttributes(`api::${API}.${drive.singularName}`)),
    typeOf('drive', '专项行动 Drive', drive, DRIVE),
    typeOf(
      'evaluation',
      '成效评价 Evaluation',
      evaluation,
      evaluationAttributes(`api::${API}.${task.singularName}`),
    ),
  ];
}

/** Where something is, as a group of fields. */
export const placeComponent = {
  collectionName: 'components_pioneer_project_places',
  info: { displayName: '地点 Place', icon: 'pinMap' },
  options: {},
  attributes: {
    address: { type: 'string', maxLength: 200 },
    latitude: { type: 'float', min: -90, max: 90 },
    longitude: { type: 'float', min: -180, max: 180 },
  },
};

function namesOf(singular: string, plural: string, prefix: string | undefined): TypeNames {
  if (prefix === undefined) {
    return { singularName: singular, pluralName: plural, collectionName: plural };
  }
  return {
    singularName: `${prefix}-${singular}`,
    pluralName: `${prefix}-${plural}`,
    collectionName: `${prefix.replaceAll('-', '_')}_${plural}`,
  };
}

function typeOf(
  part: string,
  displayName: string,
  { collectionName, ...names }: TypeNames,
  attributes: ProjectType['attributes'],
) {
  return {
    kind: 'collectionType',
    collectionName,
    info: { ...names, displayName },
    // Drives and evaluations without drafts, so that publishing a task never drops its relations.
    options: { draftAndPublish: part === 'task' },
    pluginOptions: { pioneer: { part } },
    attributes,
  };
}

function one(target: string): object {
  return { type: 'relation', relation: 'manyToOne', target };
}

/** Rules about people: never for everybody to read. */
const EXPRESSION = { type: 'text', maxLength: 2000, private: true };

const TERMS = {
  standard: one('plugin::pioneer.standard'),
  workflow: one('plugin::pioneer.workflow'),
  audience: EXPRESSION,
  eligibility: EXPRESSION,
  opensAt: { type: 'datetime' },
  closesAt: { type: 'datetime' },
  dueAt: { type: 'datetime' },
};

const DRIVE = {
  name: { type: 'string', required: true, maxLength: 100 },
  slug: { type: 'uid', targetField: 'name' },
  summary: { type: 'text', maxLength: 500 },
  reportForm: { type: 'customField', customField: 'plugin::pioneer.form' },
  ...TERMS,
  state: {
    type: 'enumeration',
    enum: ['active', 'archived'],
    default: 'active',
    required: true,
  },
};

function taskAttributes(drive: string): ProjectType['attributes'] {
  return {
    title: { type: 'string', required: true, maxLength: 120 },
    slug: { type: 'uid', targetField: 'title' },
    summary: { type: 'text', maxLength: 300 },
    body: { type: 'blocks' },
    category: { type: 'string', maxLength: 60 },
    priority: {
      type: 'enumeration',
      enum: ['low', 'normal', 'high', 'urgent'],
      default: 'normal',
    },
    difficulty: { type: 'enumeration', enum: ['easy', 'normal', 'hard'], default: 'normal' },
    organisation: one('plugin::pioneer.organisation'),
    place: { type: 'component', component: PLACE, repeatable: false },
    unitKind: {
      type: 'enumeration',
      enum: ['none', 'spot', 'organisation', 'household', 'date'],
      default: 'none',
    },
    unitCategory: { type: 'string', maxLength: 100 },
    drive: one(drive),
    claimMode: { type: 'enumeration', enum: ['open', 'apply', 'assign', 'everyone'] },
    ...TERMS,
    memberSlots: { type: 'integer', min: 0, default: 1 },
    organisationSlots: { type: 'integer', min: 0, default: 0 },
    points: { type: 'integer', min: 0, default: 0 },
  };
}

function evaluationAttributes(task: string): ProjectType['attributes'] {
  return {
    claimId: { type: 'string', required: true, column: { unique: true } },
    task: one(task),
    organisation: one('plugin::pioneer.organisation'),
    decision: { type: 'enumeration', enum: ['accept', 'reject'], required: true },
    score: { type: 'decimal', min: 0, max: 100 },
    passMark: { type: 'decimal', min: 0, max: 100 },
    grade: { type: 'string' },
    gradeLabel: { type: 'json', visible: false },
    criteria: { type: 'json' },
    decidedAt: { type: 'datetime', required: true },
    summary: { type: 'text' },
    body: { type: 'blocks' },
  };
}
