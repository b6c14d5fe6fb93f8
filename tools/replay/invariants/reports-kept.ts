import { TRANSITIONS } from 'strapi-plugin-pioneer/contract';
import { countBy } from '../../group';
import { rowsOf } from '../evidence/open-database';
import type { JournalEntry } from '../evidence/journal';
import type { Check } from './evidence';

type ReportEntry = Extract<JournalEntry, { what: 'command' }> & { readonly clientId: string };

/**
 * I5: progress is never lost. The reports in the database are exactly those that were
 * acknowledged (and perhaps some that got no answer), each once, never changed but for words of
 * somebody who left, and each moved its claim by one version.
 */
export const findLostReports: Check = async ({ db, journal }) => {
  const rows = await rowsOf<ReportRow>(db, REPORTS);
  const counts = countBy(rows, ({ client_id }) => client_id);
  const sent = journal.filter(isReport);
  const told = new Set(clientIdsOf(sent, 'acknowledged'));
  const possible = new Set([...told, ...clientIdsOf(sent, 'unknown')]);
  const uneven = await rowsOf<{ claim_id: string; reports: string; moves: string }>(db, UNEVEN, [
    TRANSITIONS.report.event,
    TRANSITIONS.submit.event,
  ]);
  return [
    ...[...told].filter((id) => !counts.has(id)).map((id) => `report ${id} was lost`),
    ...[...counts]
      .filter(([id, count]) => count > 1 || !possible.has(id))
      .map(([id, count]) => `report ${id} is there ${count} time(s) and should not be`),
    ...rows
      .filter(({ version, erasures }) => Number(version) !== 1 + Number(erasures))
      .map(
        ({ client_id, version }) => `report ${client_id} was changed, it has version ${version}`,
      ),
    ...uneven.map(
      ({ claim_id, reports, moves }) =>
        `claim ${claim_id} has ${reports} report(s), its history says ${moves}`,
    ),
  ];
};

interface ReportRow {
  readonly client_id: string;
  readonly version: number | string;
  /** How often its words were taken out because somebody left. */
  readonly erasures: number | string;
}

function isReport(entry: JournalEntry): entry is ReportEntry {
  return entry.what === 'command' && entry.clientId !== undefined;
}

function clientIdsOf(sent: readonly ReportEntry[], outcome: JournalEntry['outcome']): string[] {
  return sent.filter((entry) => entry.outcome === outcome).map(({ clientId }) => clientId);
}

const REPORTS = `
  select r.client_id, r.version, (
    select count(*) from pioneer_events e
    where e.subject_type = 'report' and e.subject_id = r.document_id and e.type = 'report.erased'
  ) as erasures
  from pioneer_reports r`;

const UNEVEN = `
  with sent as (
    select claim_id, count(*) as reports from pioneer_reports group by claim_id
  ), moved as (
    select subject_id as claim_id, count(*) as moves
    from pioneer_events where subject_type = 'claim' and type in (?, ?) group by subject_id
  )
  select c.document_id as claim_id,
    coalesce(sent.reports, 0) as reports, coalesce(moved.moves, 0) as moves
  from pioneer_claims c
  left join sent on sent.claim_id = c.document_id
  left join moved on moved.claim_id = c.document_id
  where coalesce(sent.reports, 0) <> coalesce(moved.moves, 0)`;
