/** What the plugin registers with `strapi.customFields.register`, before any type uses it. */
export const CUSTOM_FIELDS = [
  {
    name: 'criteria',
    plugin: 'pioneer',
    type: 'json',
    // The editor stands as a table; less than the full width would break its rows.
    inputSize: { default: 12, isResizable: false },
  },
] as const;
