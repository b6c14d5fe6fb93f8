/** No such file, or below something that is no folder. */
const NOT_THERE = new Set(['ENOENT', 'ENOTDIR']);

/** What looking for a file gives; null when it is not there. Whatever else goes wrong is thrown. */
export async function ifThere<T>(looking: Promise<T>): Promise<T | null> {
  try {
    return await looking;
  } catch (error) {
    if (NOT_THERE.has((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
