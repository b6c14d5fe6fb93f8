/** A comment for a whole file counts from where it stands; from before it, it can be told. */
const START = { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } };

/** Lint rule: no comment takes back a rule, neither for a line nor for a file. */
export const noExceptions = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { exception: '"{{comment}}": a rule that needs exceptions is changed for all.' },
  },
  create: (context) => ({
    Program() {
      for (const { value } of context.sourceCode.getAllComments()) {
        const comment = value.trim();
        if (!/^(es|ox)lint-/.test(comment)) continue;
        context.report({ loc: START, messageId: 'exception', data: { comment } });
      }
    },
  }),
};
