import { useState } from 'react';
import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { MEMBERSHIP_ROLE_WORDS, MEMBERSHIP_ROLES, type MembershipRole } from '../../../contract';
import { FormModal } from '../form-modal';
import { Picker, type Pickable } from '../look-up/picker';
import { useMemberSearch } from '../look-up/use-searches';
import { useWords } from '../use-words';
import { useAddPioneerMembershipMutation } from './organisation-api';

interface AddMembershipProps {
  readonly organisationId: string;
  readonly onClose: () => void;
}

/** Gives a member a role in the organisation. */
export function AddMembership({ organisationId, onClose }: AddMembershipProps) {
  const { t, language } = useWords();
  const [member, setMember] = useState<Pickable | null>(null);
  const [role, setRole] = useState<MembershipRole>('member');
  const [add, { isLoading, error }] = useAddPioneerMembershipMutation();
  const submit = () => {
    if (member === null) return;
    const membership = { memberId: member.id, organisationId, role };
    void add({ ...membership, language })
      .unwrap()
      .then(onClose, () => undefined);
  };
  return (
    <FormModal
      title={t('members.add.title')}
      submitLabel={t('members.add.start')}
      isBusy={isLoading}
      isReady={member !== null}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Picker
        label={t('members.add.member')}
        hint={t('members.add.member.hint')}
        picked={member}
        onPick={setMember}
        useSearch={useMemberSearch}
      />
      <Field.Root hint={t(`members.role.${role}`)}>
        <Field.Label>{t('members.add.role')}</Field.Label>
        <SingleSelect value={role} onChange={(value) => setRole(value as MembershipRole)}>
          {MEMBERSHIP_ROLES.map((one) => (
            <SingleSelectOption key={one} value={one}>
              {MEMBERSHIP_ROLE_WORDS[one][language]}
            </SingleSelectOption>
          ))}
        </SingleSelect>
        <Field.Hint />
      </Field.Root>
    </FormModal>
  );
}
