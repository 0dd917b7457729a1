import type { NotifyChannelId } from '../../domain/ids';
import { checkId } from '../checkInput';
import { within } from '../conditions';

/** A desk of any recipient in the channel: its key begins with the channel's. */
export function desksOfChannel(channelId: NotifyChannelId): object {
  const id = checkId(channelId, 'channelId');
  return within(`${id}:`, `${id};`);
}
