import Papa from 'papaparse';

/** What begins a formula, also as Chinese keyboards write it: OWASP, CSV Injection. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

/**
 * A table as CSV text. Cells that a spreadsheet would run as a formula get an apostrophe in front;
 * the byte order mark lets spreadsheet programs read it as UTF-8.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = [[...header], ...rows.map((row) => [...row])];
  return `\uFEFF${Papa.unparse(table, { escapeFormulae: FORMULA })}\r\n`;
}

/** Hands a text to the browser as a file to keep. */
export function downloadCsv(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
