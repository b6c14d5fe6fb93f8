import { useEffect, useState, type ReactNode } from 'react';
import { ConfirmDialog } from '@strapi/strapi/admin';
import { Button, Dialog } from '@strapi/design-system';
import { useBlocker } from 'react-router-dom';
import { useWords } from '../use-words';

interface KeepCodesProps {
  /** Whether the codes were downloaded; then nothing needs to be asked. */
  readonly isKept: boolean;
  readonly onDone: () => void;
  readonly children: (done: () => void) => ReactNode;
}

/** Asks before codes that nobody kept disappear: by "done", by another page, by closing the tab. */
export function KeepCodes({ isKept, onDone, children }: KeepCodesProps) {
  const { t } = useWords();
  const [isAsking, setIsAsking] = useState(false);
  const blocker = useBlocker(!isKept);

  useEffect(() => {
    if (isKept) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isKept]);

  const stay = () => {
    setIsAsking(false);
    blocker.reset?.();
  };
  const leave = () => {
    setIsAsking(false);
    if (blocker.state === 'blocked') blocker.proceed();
    else onDone();
  };
  return (
    <>
      {children(() => (isKept ? onDone() : setIsAsking(true)))}
      <Dialog.Root
        open={isAsking || blocker.state === 'blocked'}
        onOpenChange={(isOpen) => (isOpen ? undefined : stay())}
      >
        <ConfirmDialog
          title={t('codes.leave.title')}
          startAction={
            <Button fullWidth variant="tertiary" onClick={stay}>
              {t('codes.leave.stay')}
            </Button>
          }
          endAction={
            <Button fullWidth variant="danger-light" onClick={leave}>
              {t('codes.leave.go')}
            </Button>
          }
        >
          {t('codes.leave.text')}
        </ConfirmDialog>
      </Dialog.Root>
    </>
  );
}
