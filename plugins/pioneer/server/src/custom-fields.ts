/** Lists that the admin panel edits as rows, each in a field of its own. */
const LISTS = ['criteria', 'grades', 'steps', 'form'] as const;

/** What the plugin registers with `strapi.customFields.register`, before any type uses it. */
export const CUSTOM_FIELDS = LISTS.map((name) => ({
  name,
  plugin: 'pioneer',
  type: 'json' as const,
  // The editors stand as tables; less than the full width would break the rows.
  inputSize: { default: 12 as const, isResizable: false },
}));
