import {
  CLAIM_COMMANDS,
  CLAIM_STATES,
  COMMAND_WORDS,
  ENDED_STATES,
  ROLE_WORDS,
  SLOT_STATES,
  STATE_WORDS,
  transitionOf,
  type Circumstance,
  type ClaimCommand,
  type ClaimState,
  type Guard,
} from 'strapi-plugin-pioneer/contract';

const INTRODUCTION = `# The life of a claim

Generated from the transition table (\`plugins/pioneer/core/work/transitions.ts\`) by
\`npm run docs\`; \`npm test\` holds the two together. The server decides by this table; the
\`allowed\` of every answer comes from it; user interfaces draw their buttons from that.

A claim holds one slot of its opening in these states: ${words(SLOT_STATES)}. It has ended in
these: ${words(ENDED_STATES)}.`;

const GUARD_SENTENCES: Readonly<Record<Guard, string>> = {
  leaseRuns: 'the lease has not ended',
  leaseEnded: 'the lease, or the offer, has ended',
  reasonAcknowledged: 'after a return, the reason is acknowledged',
  reasonNotAcknowledged: 'the reason is not acknowledged yet',
  hadNoPart: 'the evaluator had no part in the work',
  notOwnWork: 'the claim is not the manager’s own',
  isTheirTurn: 'the present step asks this evaluator',
  passMarkReached: 'the score reaches the pass mark',
  appealWindowOver: 'the appeal window is over',
  offerStands: 'the offer has not run out',
  mayExtend: 'the claimant has extensions left, or a manager gives it to somebody else',
  withdrawalNotAsked: 'no withdrawal has been asked for yet',
  withdrawalAsked: 'the claimant has asked to withdraw',
  reminderDue: 'the moment of the reminder has come; while the claimant works, the due date',
  termsOutdated: 'the opening has other terms by now',
  stepOverdue: 'the time limit of the step has passed',
};

/** When a command leads elsewhere than it usually does. */
const CIRCUMSTANCE_WORDS: Readonly<Record<Circumstance, string>> = {
  stepsLeft: 'while steps are left',
  needsApproval: 'where it needs a yes',
};

function arrivalWord(to: ClaimState | 'same'): string {
  return to === 'same' ? 'unchanged' : to;
}

/** docs/workflow.md, as Markdown: a diagram, the states, and every command with its conditions. */
export function workflowDocument(): string {
  return [
    INTRODUCTION,
    '## What can be done today',
    '```mermaid\n' + diagram() + '\n```',
    '## Commands',
    commandTable(CLAIM_COMMANDS.filter((command) => transitionOf(command).built)),
    '## Commands that have their place and are not built yet',
    'They are refused with `COMMAND_NOT_YET`, and no address leads to them.',
    commandTable(CLAIM_COMMANDS.filter((command) => !transitionOf(command).built)),
    '## States',
    stateTable(),
  ].join('\n\n');
}

function diagram(): string {
  const lines = CLAIM_COMMANDS.flatMap((command) => {
    const { built, from, to, instead } = transitionOf(command);
    if (!built) return [];
    const origins = from.length === 0 ? ['[*]'] : from;
    return origins.flatMap((origin) => [
      `  ${origin} --> ${to === 'same' ? origin : to}: ${command}`,
      ...(instead
        ? [
            `  ${origin} --> ${instead.to === 'same' ? origin : instead.to}: ${command} (${CIRCUMSTANCE_WORDS[instead.when]})`,
          ]
        : []),
    ]);
  });
  const ends = ENDED_STATES.filter((state) => isReached(state)).map(
    (state) => `  ${state} --> [*]`,
  );
  return ['stateDiagram-v2', ...lines, ...ends].join('\n');
}

function isReached(state: ClaimState): boolean {
  return CLAIM_COMMANDS.some((command) => {
    const { built, to } = transitionOf(command);
    return built && to === state;
  });
}

function commandTable(commands: readonly ClaimCommand[]): string {
  const rows = commands.map((command) => {
    const { from, to, instead, by, guards, event } = transitionOf(command);
    const cells = [
      `\`${command}\` ${COMMAND_WORDS[command].zh}`,
      by.map((role) => `${role} ${ROLE_WORDS[role].zh}`).join(', '),
      from.length === 0 ? '–' : from.join(', '),
      arrivalWord(to) +
        (instead ? `; ${arrivalWord(instead.to)} ${CIRCUMSTANCE_WORDS[instead.when]}` : ''),
      guards.map((guard) => GUARD_SENTENCES[guard]).join('; ') || '–',
      [event, ...(instead ? [instead.event] : [])].map((type) => `\`${type}\``).join(', '),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| command | by | from | to | only if | event |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function stateTable(): string {
  const rows = CLAIM_STATES.map((state) => {
    const { zh, en } = STATE_WORDS[state];
    const slot = (SLOT_STATES as readonly ClaimState[]).includes(state) ? 'yes' : 'no';
    return `| \`${state}\` | ${zh} | ${en} | ${slot} |`;
  });
  return ['| state | 中文 | English | holds a slot |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

function words(states: readonly ClaimState[]): string {
  return states.map((state) => `${state} ${STATE_WORDS[state].zh}`).join(', ');
}
