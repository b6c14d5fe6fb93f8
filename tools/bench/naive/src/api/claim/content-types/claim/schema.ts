export default {
  kind: 'collectionType',
  collectionName: 'claims',
  info: { singularName: 'claim', pluralName: 'claims', displayName: 'Claim' },
  options: { draftAndPublish: false },
  attributes: {
    opening: { type: 'relation', relation: 'manyToOne', target: 'api::opening.opening' },
    user: { type: 'relation', relation: 'manyToOne', target: 'plugin::users-permissions.user' },
    claimedAt: { type: 'datetime', required: true },
  },
};
