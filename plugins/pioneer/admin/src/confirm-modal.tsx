import { ConfirmDialog } from '@strapi/strapi/admin';
import { Button, Dialog } from '@strapi/design-system';
import { useErrorText } from './refusal-text';
import { useWords } from './use-words';

interface ConfirmModalProps {
  readonly title: string;
  /** What follows from it. */
  readonly text: string;
  readonly confirmLabel: string;
  readonly isBusy: boolean;
  /** Why the server refused. */
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something ends. */
export function ConfirmModal(props: ConfirmModalProps) {
  const { title, text, confirmLabel, isBusy, error, onConfirm, onClose } = props;
  const { t } = useWords();
  const errorText = useErrorText();
  return (
    <Dialog.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <ConfirmDialog
        title={title}
        startAction={
          <Button fullWidth variant="tertiary" onClick={onClose}>
            {t('modal.cancel')}
          </Button>
        }
        endAction={
          <Button fullWidth variant="danger-light" loading={isBusy} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        }
      >
        {error === undefined ? text : errorText(error)}
      </ConfirmDialog>
    </Dialog.Root>
  );
}
