import { Flex, IconButton } from '@strapi/design-system';
import { ArrowDown, ArrowUp, Trash } from '@strapi/icons';
import { useWords } from '../use-words';

interface RowActionsProps {
  readonly number: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onUp: () => void;
  readonly onDown: () => void;
  readonly onRemove: () => void;
}

/** What can be done with a whole row. */
export function RowActions({ number, isFirst, isLast, onUp, onDown, onRemove }: RowActionsProps) {
  const { t } = useWords();
  return (
    <Flex gap={1} paddingTop={1} justifyContent="flex-end">
      <IconButton
        data-part="up"
        variant="ghost"
        label={t('rows.up', { number })}
        disabled={isFirst}
        onClick={onUp}
      >
        <ArrowUp />
      </IconButton>
      <IconButton
        data-part="down"
        variant="ghost"
        label={t('rows.down', { number })}
        disabled={isLast}
        onClick={onDown}
      >
        <ArrowDown />
      </IconButton>
      <IconButton
        data-part="remove"
        variant="ghost"
        label={t('rows.remove', { number })}
        onClick={onRemove}
      >
        <Trash />
      </IconButton>
    </Flex>
  );
}
