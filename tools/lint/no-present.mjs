/** Lint rule: `new Date()` reads the clock, which is not for every file to do. */
export const noPresent = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { moment: 'The moment is a parameter.' },
  },
  create: (context) => ({
    'NewExpression[callee.name="Date"][arguments.length=0]': (node) =>
      context.report({ node, messageId: 'moment' }),
  }),
};
