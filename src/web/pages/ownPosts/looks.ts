import type { CopyState, OwnPostState } from '../../../domain/ownPosts/ownPost';
import type { Look } from '../../words/status';

/** How the states of an item look. */
export const POST_LOOKS: Readonly<Record<OwnPostState, Look>> = {
  draft: 'pending',
  'in-review': 'pending',
  returned: 'warned',
  scheduled: 'pending',
  publishing: 'pending',
  published: 'fine',
  partly: 'warned',
  refused: 'closed',
  withdrawn: 'closed',
};

/** How the states of a copy look. */
export const COPY_LOOKS: Readonly<Record<CopyState, Look>> = {
  waiting: 'pending',
  publishing: 'pending',
  submitted: 'unknown',
  manual: 'manual',
  seen: 'fine',
  cancelled: 'closed',
};
