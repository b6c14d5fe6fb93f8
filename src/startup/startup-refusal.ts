/**
 * A reason not to start that an operator can mend. Its message is one sentence that says what was
 * found, what was expected and what to do; a stack trace would only hide it.
 */
export class StartupRefusal extends Error {
  override readonly name = 'StartupRefusal';
}
