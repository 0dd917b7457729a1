import type { StreamAlert } from '../../api/events';
import type { FrameName } from './streamClient';
import { refuse } from '../edge/problem';

/** `<history>:<seq>`: what stands as `id` in an event, and comes back as `Last-Event-ID`. */
const eventId = (history: string, seq: number): string => `${history}:${seq}`;

/** Throws `invalid-input` for what no event of this stream had as its id. */
export function readEventId(id: string): { readonly history: string; readonly since: number } {
  const [, history = '', seq = ''] = /^([^\s:]{1,200}):(\d{1,15})$/.exec(id) ?? [];
  if (history === '')
    throw refuse('invalid-input', 'Last-Event-ID 不是本告警流给出的编号。', {
      field: 'last-event-id',
      remedy: '请去掉 Last-Event-ID，改用 since 和 history 参数，或从现在开始。',
    });
  return { history, since: Number(seq) };
}

/** The `id` of a frame: those that carry `coversFrom` move the position of whoever reads them. */
export function positionOf(name: FrameName, frame: object, history: string): string | null {
  const spoken = frame as Partial<StreamAlert>;
  if ((name !== 'alert' && name !== 'heartbeat') || spoken.coversFrom === undefined || spoken.seq === undefined)
    return null;
  return eventId(history, spoken.seq);
}
