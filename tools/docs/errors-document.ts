import { ERRORS, type ErrorCode, type ErrorEntry } from 'strapi-plugin-pioneer/contract';

const INTRODUCTION = `# Refusals

Generated from the catalogue (\`plugins/pioneer/core/errors.ts\`) by \`npm run docs\`;
\`npm test\` holds the two together. A refusal is an answer in Strapi's error shape:

\`\`\`json
{
  "data": null,
  "error": {
    "status": 409,
    "name": "ConflictError",
    "message": "All 3 slot(s) are taken. Have a look at other tasks.",
    "details": { "code": "OPENING_FULL", "slots": 3 }
  }
}
\`\`\`

\`details.code\` is its identity: programs decide by it, never by the message, and a retired code is
not used again. The message is for people, in Chinese or, when \`Accept-Language\` prefers it, in
English. The other members of \`details\` are the facts that fill the message. \`INPUT_INVALID\` also
carries \`errors\`: path and message of each problem, never the value that was sent. What does not
exist and what the reader may not see are refused alike, with \`NOT_FOUND\`.`;

/** docs/errors.md, as Markdown: every code with status and both texts. */
export function errorsDocument(): string {
  const rows = (Object.keys(ERRORS) as ErrorCode[]).map((code) => {
    const { status, zh, en }: ErrorEntry = ERRORS[code];
    return `| \`${code}\` | ${status} | ${en} | ${zh} |`;
  });
  return [
    INTRODUCTION,
    ['| code | status | English | 中文 |', '| --- | --- | --- | --- |', ...rows].join('\n'),
  ].join('\n\n');
}
