import { useState } from 'react';
import { Box, Button, Field, Flex, Textarea, Typography } from '@strapi/design-system';
import { Progress } from '../import/progress';
import { Notice } from '../notice';
import { useErrorText } from '../refusal-text';
import { SectionCard } from '../section-card';
import { useWords } from '../use-words';
import { ActivationCodes } from './activation-codes';
import { readNumbers } from './read-numbers';
import { useInvitation, type Invitation } from './use-invitation';

/** Makes one-time activation codes for a pasted list of member numbers. */
export function InviteMembers() {
  const { t } = useWords();
  const { progress, invitation, invite, forget } = useInvitation();
  const [text, setText] = useState('');
  const finish = () => {
    setText('');
    forget();
  };
  return (
    <SectionCard title={t('invite.title')} intro={t('invite.intro')}>
      {invitation !== null && invitation.codes.length > 0 ? (
        <ActivationCodes codes={invitation.codes} onDone={finish} />
      ) : (
        <NumbersForm
          text={text}
          isBusy={progress !== null}
          onChange={setText}
          onInvite={(numbers) => void invite(numbers)}
        />
      )}
      {progress === null ? null : <Progress {...progress} word="invite.progress" />}
      {invitation === null ? null : <Refusals invitation={invitation} />}
    </SectionCard>
  );
}

interface NumbersFormProps {
  readonly text: string;
  readonly isBusy: boolean;
  readonly onChange: (text: string) => void;
  readonly onInvite: (numbers: string[]) => void;
}

function NumbersForm({ text, isBusy, onChange, onInvite }: NumbersFormProps) {
  const { t } = useWords();
  const { numbers, malformed } = readNumbers(text);
  return (
    <>
      <Field.Root hint={t('invite.numbers.hint')}>
        <Field.Label>{t('invite.numbers')}</Field.Label>
        <Textarea
          value={text}
          disabled={isBusy}
          onChange={(event) => onChange(event.target.value)}
        />
        <Field.Hint />
      </Field.Root>
      {malformed.length > 0 ? (
        <Notice variant="warning">
          {t('invite.malformed', { numbers: malformed.join(', ') })}
        </Notice>
      ) : null}
      <Flex gap={4} wrap="wrap">
        <Button disabled={numbers.length === 0} loading={isBusy} onClick={() => onInvite(numbers)}>
          {t('invite.start', { count: numbers.length })}
        </Button>
        {numbers.length === 0 ? (
          <Typography textColor="neutral600">{t('invite.none')}</Typography>
        ) : null}
      </Flex>
    </>
  );
}

function Refusals({ invitation: { refused, error } }: { invitation: Invitation }) {
  const { t } = useWords();
  const errorText = useErrorText();
  return (
    <>
      {error === null ? null : <Notice variant="danger">{errorText(error)}</Notice>}
      {refused.length === 0 ? null : (
        <Box>
          <Typography fontWeight="semiBold">{t('codes.refused')}</Typography>
          {refused.map(({ number, reason }) => (
            <Typography key={number} tag="p" textColor="neutral600">
              {`${number}: ${reason}`}
            </Typography>
          ))}
        </Box>
      )}
    </>
  );
}
