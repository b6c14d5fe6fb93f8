/** The tables whose rows are recorded, by what events call their rows. */
export const RECORDED_TABLES: Readonly<Record<string, string>> = {
  organisation: 'pioneer_organisations',
  member: 'pioneer_members',
  membership: 'pioneer_memberships',
  spot: 'pioneer_spots',
  household: 'pioneer_households',
  post: 'pioneer_posts',
  postHolding: 'pioneer_post_holdings',
  calendarDay: 'pioneer_calendar_days',
  standard: 'pioneer_standards',
  workflow: 'pioneer_workflows',
  terms: 'pioneer_terms_versions',
  opening: 'pioneer_openings',
  claim: 'pioneer_claims',
  coClaimant: 'pioneer_co_claimants',
  report: 'pioneer_reports',
  verdict: 'pioneer_verdicts',
};
