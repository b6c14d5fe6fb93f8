/** What the database says to a statement: `done`, or why it refuses. */
export async function answerTo(statement: PromiseLike<unknown>): Promise<string> {
  try {
    await statement;
    return 'done';
  } catch (error) {
    return (error as { message: string }).message;
  }
}
