export { readHeads } from './read-heads';
export { CommandRefusal } from './refusal';
export { run } from './run';
export { tellVerification } from './tell-verification';
