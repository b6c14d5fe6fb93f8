import { Box, Typography } from '@strapi/design-system';
import { PanelNote } from '../panel-note';
import { ProgressLine } from '../progress-line';
import { useWords } from '../use-words';
import type { TaskOpenings } from './claims-api';

/** What is still being opened or enrolled for a task, and what went wrong with it. */
export function OpeningJobs({ jobs }: { jobs: TaskOpenings['jobs'] }) {
  const { t } = useWords();
  return (
    <>
      {jobs.map(({ kind, state, done, total, problem }) => {
        if (state === 'failed') {
          const key = `claims.panel.jobs.${kind}.failed` as const;
          return <PanelNote key={kind}>{t(key, { problem: problem ?? '' })}</PanelNote>;
        }
        const label = t(`claims.panel.jobs.${kind}`, { done, total: total ?? done });
        return (
          <Box key={kind}>
            <Typography>{label}</Typography>
            <ProgressLine label={label} value={done} max={Math.max(total ?? 0, done, 1)} />
          </Box>
        );
      })}
    </>
  );
}
