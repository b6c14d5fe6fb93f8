import { IconButton } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import { useWords } from './use-words';

/** Looks again at what a side panel shows. */
export function RefreshButton({ isBusy, onRefresh }: { isBusy: boolean; onRefresh: () => void }) {
  const { t } = useWords();
  return (
    <IconButton
      variant="ghost"
      size="XS"
      label={t('panel.refresh')}
      disabled={isBusy}
      onClick={onRefresh}
    >
      <ArrowClockwise />
    </IconButton>
  );
}
