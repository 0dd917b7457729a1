import { z } from 'zod';
import {
  STREAM_VERSION,
  type ProgressTopic,
  type StreamAlert,
  type StreamHeartbeat,
  type StreamProgress,
  type StreamResume,
  type StreamSnapshot,
} from '../../api/events';
import { alertView } from '../alerts/alertSchemas';
import { isoInstant } from '../edge/answerSchemas';
import type { FrameName, FrameOf } from './streamClient';

const v = z.literal(STREAM_VERSION);
const seq = z.int().min(0);
const coversFrom = z.int().min(0).meta({
  description:
    'The frame speaks for every number from here to its `seq`; at most one more than the last: nothing was missed.',
});
const TOPICS = ['accounts', 'policies', 'mandates', 'cases', 'credentials'] as const satisfies readonly ProgressTopic[];

const snapshot = z.strictObject({
  v,
  seq: seq.meta({ description: 'The last number there is.' }),
  history: z.string().meta({ description: 'What the numbers belong to; hand it back with `since`.' }),
  at: isoInstant,
  counts: z.record(z.string(), z.int()),
}) satisfies z.ZodType<StreamSnapshot>;
const alert = alertView.extend({ v, coversFrom }) satisfies z.ZodType<StreamAlert>;
const heartbeat = z.strictObject({
  v,
  seq,
  at: isoInstant,
  coversFrom: z.exactOptional(coversFrom),
}) satisfies z.ZodType<StreamHeartbeat>;
const progress = z.strictObject({
  v,
  topics: z.array(z.enum(TOPICS)),
  at: isoInstant,
}) satisfies z.ZodType<StreamProgress>;
const resume = z.strictObject({
  v,
  lastSeq: seq,
  reason: z.enum(['too-slow', 'server-restarting', 'history-changed']),
}) satisfies z.ZodType<StreamResume>;

/** What the server sends, by name: the document of the stream is made of these, and frames are held against them. */
export const FRAMES: {
  readonly [Name in FrameName]: { readonly schema: z.ZodType<FrameOf<Name>>; readonly summary: string };
} = {
  snapshot: { schema: snapshot, summary: 'The first frame: where the server is, and how many there are.' },
  alert: { schema: alert, summary: 'One change of an alert, as the alert is after it; in order of `seq`.' },
  heartbeat: {
    schema: heartbeat,
    summary: 'Every 15 s, and once a client has everything. Two missing: connect again.',
  },
  progress: { schema: progress, summary: 'Something of these topics went on without an alert. A lost one is no loss.' },
  resume: { schema: resume, summary: 'Before the server cuts a client: connect again with `since: lastSeq`.' },
};
