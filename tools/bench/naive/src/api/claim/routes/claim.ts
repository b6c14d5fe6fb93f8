export default {
  routes: [{ method: 'POST', path: '/openings/:id/claims', handler: 'claim.create' }],
};
