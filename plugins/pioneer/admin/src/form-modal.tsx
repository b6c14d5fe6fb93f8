import type { ReactNode } from 'react';
import { Button, Flex, Modal } from '@strapi/design-system';
import { Notice } from './notice';
import { useErrorText } from './refusal-text';
import { useWords } from './use-words';

interface FormModalProps {
  readonly title: string;
  readonly submitLabel: string;
  readonly isBusy: boolean;
  /** What must be filled in is. */
  readonly isReady: boolean;
  /** Why the server refused; shown where it arose, and what was typed is kept. */
  readonly error: unknown;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A small form that is opened, filled in, sent and closed. */
export function FormModal(props: FormModalProps) {
  const { title, submitLabel, isBusy, isReady, error, onSubmit, onClose, children } = props;
  const { t } = useWords();
  const errorText = useErrorText();
  return (
    <Modal.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={t('modal.close')}>
          <Modal.Title>{title}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            {children}
            {error === undefined ? null : <Notice variant="danger">{errorText(error)}</Notice>}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {t('modal.cancel')}
          </Button>
          <Button loading={isBusy} disabled={!isReady} onClick={onSubmit}>
            {submitLabel}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
