import { Box, Typography } from '@strapi/design-system';
import { ProgressLine } from '../progress-line';
import { useWords } from '../use-words';

interface ProgressProps {
  readonly done: number;
  readonly count: number;
  readonly word: 'import.progress' | 'invite.progress';
}

/** How far a list has been sent. */
export function Progress({ done, count, word }: ProgressProps) {
  const { t } = useWords();
  const text = t(word, { done, count });
  return (
    <Box role="status">
      <Typography textColor="neutral600">{text}</Typography>
      <Box paddingTop={2}>
        <ProgressLine label={text} value={done} max={count} />
      </Box>
    </Box>
  );
}
