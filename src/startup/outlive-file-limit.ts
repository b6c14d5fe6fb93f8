/**
 * Where the size of files is limited (`ulimit -f`), a write beyond it fails like one to a full disk,
 * and that is answered by name. The signal that comes with it would end the server: a library that
 * Strapi loads waits for it and lets the process die, unless somebody else waits for it, too.
 */
export function outliveFileLimit(): void {
  process.off('SIGXFSZ', goOn).on('SIGXFSZ', goOn);
}

function goOn(): void {
  // The write says by itself that it has failed.
}
