export default {
  kind: 'collectionType',
  collectionName: 'openings',
  info: { singularName: 'opening', pluralName: 'openings', displayName: 'Opening' },
  options: { draftAndPublish: false },
  attributes: { slots: { type: 'integer', required: true } },
};
