import { useRef } from 'react';
import { Button, Flex, Typography } from '@strapi/design-system';
import { Download, Upload } from '@strapi/icons';
import { downloadCsv } from '../download-csv';
import { Notice } from '../notice';
import { SectionCard } from '../section-card';
import { useWords, type Translate } from '../use-words';
import type { ImportKind } from './import-api';
import { ImportColumns } from './import-columns';
import { ImportReportView } from './import-report-view';
import type { ToRows } from './import-rows';
import { Progress } from './progress';
import type { CsvProblem } from './read-csv';
import { sampleCsv } from './sample-csv';
import { useImport } from './use-import';

interface ImportCardProps {
  readonly kind: ImportKind;
  readonly toRows: ToRows;
}

/** Import of one kind from a CSV file, from its explanation to its report. */
export function ImportCard({ kind, toRows }: ImportCardProps) {
  const { t, language } = useWords();
  const { state, choose, start } = useImport(kind, toRows);
  const isRunning = state.phase === 'running';
  const downloadSample = () => downloadCsv(`${kind}.csv`, sampleCsv(kind, language));

  return (
    <SectionCard title={t(`import.${kind}.title`)} intro={t(`import.${kind}.intro`)}>
      <ImportColumns kind={kind} />
      <Typography textColor="neutral600">{t('import.repeat')}</Typography>
      <Flex gap={2} wrap="wrap">
        <FileButton
          label={t(state.phase === 'idle' ? 'import.choose' : 'import.chooseAnother')}
          disabled={isRunning}
          onChoose={(file) => void choose(file)}
        />
        <Button variant="tertiary" startIcon={<Download />} onClick={downloadSample}>
          {t('import.sample')}
        </Button>
      </Flex>
      {state.phase === 'unusable' ? (
        <Notice variant="danger">{problemText(state.problem, t, language)}</Notice>
      ) : null}
      {state.phase === 'ready' ? (
        <Flex gap={4} wrap="wrap">
          <Typography>
            {t('import.file', { name: state.file.name, count: state.file.lineCount })}
          </Typography>
          <Button onClick={() => void start(state.file)}>
            {t('import.start', { count: state.file.lineCount })}
          </Button>
        </Flex>
      ) : null}
      {isRunning ? <Progress done={state.done} count={state.count} word="import.progress" /> : null}
      {state.phase === 'finished' ? <ImportReportView kind={kind} report={state.report} /> : null}
    </SectionCard>
  );
}

interface FileButtonProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly onChoose: (file: File) => void;
}

function FileButton({ label, disabled, onChoose }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,text/csv"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          // Emptied, so that the same file can be chosen again after it was mended.
          event.target.value = '';
          if (file !== undefined) onChoose(file);
        }}
      />
      <Button
        variant="secondary"
        startIcon={<Upload />}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
    </>
  );
}

function problemText(problem: CsvProblem, t: Translate, language: 'zh' | 'en'): string {
  switch (problem.kind) {
    case 'quotes':
      return t('import.problem.quotes', { line: problem.line });
    case 'columns':
      return t('import.problem.columns', {
        columns: problem.missing.map((column) => column[language]).join(', '),
        found: problem.found.join(', ') || '–',
      });
    default:
      return t(`import.problem.${problem.kind}`);
  }
}
