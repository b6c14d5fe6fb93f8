/**
 * Shows that a long step is under way: a line that counts the seconds on a terminal, a line now
 * and then in a log. Writes to stderr, so that stdout stays with what was asked for.
 */

const TICK_ON_TERMINAL = 250;
/** Often enough that nobody takes a quiet log for a hung one. */
const TICK_IN_LOG = 15_000;

/**
 * Runs `work` under a title and passes its result on. `work` gets `detail(text)`, which says what
 * it is at.
 */
export async function showProgress(title, work) {
  const out = process.stderr;
  const started = Date.now();
  let at = '';
  const line = (mark) => `${mark} ${title}${at && ` · ${at}`} (${secondsSince(started)} s)`;
  const print = out.isTTY
    ? (mark) => out.write(`\r\u001b[K${line(mark)}`)
    : (mark) => out.write(`${line(mark)}\n`);

  print('…');
  const ticking = setInterval(() => print('…'), out.isTTY ? TICK_ON_TERMINAL : TICK_IN_LOG);
  const detail = (text) => {
    at = text;
    print('…');
  };
  try {
    const result = await work(detail);
    at = '';
    print('✓');
    return result;
  } catch (error) {
    print('✗');
    throw error;
  } finally {
    clearInterval(ticking);
    if (out.isTTY) out.write('\n');
  }
}

function secondsSince(started) {
  return Math.round((Date.now() - started) / 1000);
}
