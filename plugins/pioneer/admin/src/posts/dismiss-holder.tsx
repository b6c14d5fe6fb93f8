import { ConfirmModal } from '../confirm-modal';
import { useWords } from '../use-words';
import { useDismissPioneerHolderMutation, type Holding, type Post } from './posts-api';

interface DismissHolderProps {
  readonly post: Post;
  readonly holding: Holding;
  readonly onClose: () => void;
}

/** Asks, then ends somebody's holding of a post before its term does. */
export function DismissHolder({ post, holding, onClose }: DismissHolderProps) {
  const { t, language } = useWords();
  const [dismiss, { isLoading, error }] = useDismissPioneerHolderMutation();
  const { id: holdingId, version, member } = holding;
  const request = { id: post.id, holdingId, version, language };
  const facts = { name: member.name, title: post.title, organisation: post.organisation.name };
  return (
    <ConfirmModal
      title={t('posts.dismiss.title')}
      text={t('posts.dismiss.text', facts)}
      confirmLabel={t('posts.dismiss')}
      isBusy={isLoading}
      error={error}
      onConfirm={() =>
        void dismiss(request)
          .unwrap()
          .then(onClose, () => undefined)
      }
      onClose={onClose}
    />
  );
}
