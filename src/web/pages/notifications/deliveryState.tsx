import type { ReactNode } from 'react';
import type { MessageState } from '../../../domain/notify/message';
import type { NotificationState } from '../../../domain/notify/notification';
import { Status } from '../../components/status';
import type { Look } from '../../words/status';
import { useWords, wordOf } from '../../words/words';

const LOOK: Readonly<Record<NotificationState | MessageState, Look>> = {
  queued: 'pending',
  ready: 'pending',
  silenced: 'closed',
  sending: 'pending',
  sent: 'fine',
  refused: 'breached',
  'given-up': 'breached',
  unclear: 'unknown',
  'fell-back': 'warned',
  over: 'closed',
};

/** What became of a message or a notification, and why. */
export function DeliveryState({
  state,
  reason,
}: {
  readonly state: NotificationState | MessageState;
  readonly reason: string | null;
}): ReactNode {
  const { codes } = useWords();
  const words: Readonly<Record<string, string>> = { ...codes.messageState, ...codes.notificationState };
  const reasons: Readonly<Record<string, string>> = {
    ...codes.againObstacle,
    ...codes.deliveryFailure,
    ...codes.notificationReason,
  };
  return (
    <>
      <Status look={LOOK[state]} word={wordOf(words, state)} />
      {reason === null ? null : <div className="soft">{wordOf(reasons, reason)}</div>}
    </>
  );
}
