import { labelOf, nameOf } from './translate-configuration';

interface Model {
  readonly uid: string;
  readonly info: { readonly displayName: string };
}

/** Types and components that the Content Manager starts with. */
export interface InitialAnswer {
  readonly contentTypes: readonly Model[];
  readonly components: readonly Model[];
}

export function translateInitialData(answer: InitialAnswer, language: string): InitialAnswer {
  const translate = (model: Model): Model => ({
    ...model,
    info: { ...model.info, displayName: nameOf(model.uid, language) ?? model.info.displayName },
  });
  return {
    ...answer,
    contentTypes: answer.contentTypes.map(translate),
    components: answer.components.map(translate),
  };
}

/** What the lists of recent entries on the home page show. */
export type RecentAnswer = readonly {
  readonly contentTypeUid: string;
  readonly contentTypeDisplayName: string;
}[];

export function translateRecent(answer: RecentAnswer, language: string): RecentAnswer {
  return answer.map((entry) => ({
    ...entry,
    contentTypeDisplayName: nameOf(entry.contentTypeUid, language) ?? entry.contentTypeDisplayName,
  }));
}

interface PermissionField {
  readonly value: string;
  readonly label: string;
}

interface PermissionSubject {
  readonly uid: string;
  readonly label: string;
  readonly properties?: readonly { readonly children: readonly PermissionField[] }[];
}

interface PermissionSection {
  readonly subjects: readonly PermissionSubject[];
}

/** What a role may be given: types, and their fields. */
export interface PermissionAnswer {
  readonly sections: Readonly<Record<'collectionTypes' | 'singleTypes', PermissionSection>>;
}

export function translatePermissions(answer: PermissionAnswer, language: string): PermissionAnswer {
  const translate = ({ subjects, ...rest }: PermissionSection): PermissionSection => ({
    ...rest,
    subjects: subjects.map((subject) => translateSubject(subject, language)),
  });
  const { collectionTypes, singleTypes, ...others } = answer.sections;
  return {
    ...answer,
    sections: {
      ...others,
      collectionTypes: translate(collectionTypes),
      singleTypes: translate(singleTypes),
    },
  };
}

function translateSubject(subject: PermissionSubject, language: string): PermissionSubject {
  const { uid, label, properties } = subject;
  return {
    ...subject,
    label: nameOf(uid, language) ?? label,
    ...(properties !== undefined && {
      properties: properties.map((property) => ({
        ...property,
        children: property.children.map((field) => ({
          ...field,
          label: labelOf(uid, field.value, language) ?? field.label,
        })),
      })),
    }),
  };
}
