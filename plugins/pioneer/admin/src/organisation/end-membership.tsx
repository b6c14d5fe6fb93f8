import { MEMBERSHIP_ROLE_WORDS } from '../../../contract';
import { ConfirmModal } from '../confirm-modal';
import { useWords } from '../use-words';
import { useEndPioneerMembershipMutation, type Membership } from './organisation-api';

interface EndMembershipProps {
  readonly membership: Membership;
  readonly onClose: () => void;
}

/** Asks, then ends one role of one member here. */
export function EndMembership({ membership, onClose }: EndMembershipProps) {
  const { t, language } = useWords();
  const { id, version, member, organisation } = membership;
  const [end, { isLoading, error }] = useEndPioneerMembershipMutation();
  const role = MEMBERSHIP_ROLE_WORDS[membership.role][language];
  const facts = { name: member.name, role, organisation: organisation.name };
  return (
    <ConfirmModal
      title={t('members.end.title')}
      text={t('members.end.text', facts)}
      confirmLabel={t('members.end.confirm')}
      isBusy={isLoading}
      error={error}
      onConfirm={() =>
        void end({ id, version, language })
          .unwrap()
          .then(onClose, () => undefined)
      }
      onClose={onClose}
    />
  );
}
