import { z } from 'zod';
import type { ChannelRehearsalView, DutyDryRunView, RouteDryRunView, SilenceDryRunView } from '../../api/dryRuns';
import { ALERT_SEVERITIES } from '../../domain/alerts/alert';
import type { AlertId, NotifyRouteId } from '../../domain/ids';
import { TOLD_AS } from '../../domain/notify/audience';
import { NOTIFY_KINDS } from '../../domain/notify/notifyChannel';
import { REHEARSED_MESSAGES } from '../../domain/notify/rehearsedMessages';
import { HOLE_REASONS } from '../../domain/oncall/onDuty';
import { ROLES } from '../../domain/people/role';
import { alertView } from '../alerts/alertSchemas';
import { isoInstant, named } from '../edge/answerSchemas';
import { idOf } from '../edge/inputSchemas';
import { onDuty } from '../oncall/oncallSchemas';
import { gaps, routeFields, telling } from './notifySchemas';

const MOST_DAYS = 30;

export const routeDryRunBody = z.strictObject({
  id: idOf<NotifyRouteId>().nullable().default(null).meta({ description: 'The route that the draft replaces.' }),
  draft: z.strictObject(routeFields),
  about: z.union([
    z.strictObject({ alertId: idOf<AlertId>() }),
    z.strictObject({
      days: z.int().min(1).max(MOST_DAYS).meta({ description: 'Alerts noticed since, each at the instant it was.' }),
    }),
  ]),
});

export const routeDryRunView = named(
  'RouteDryRun',
  z.strictObject({
    looked: z.int(),
    matched: z.int(),
    changed: z.int().meta({ description: 'Of how many alerts somebody would be told otherwise than today.' }),
    isCut: z.boolean().meta({ description: 'There were more than are gone through.' }),
    recipients: z.array(
      z.strictObject({
        recipient: z.string(),
        channelName: z.string(),
        channelKind: z.enum(NOTIFY_KINDS),
        before: z.int(),
        after: z.int(),
        waiting: z.int(),
      }),
    ),
    alerts: z.array(
      z.strictObject({
        alert: alertView,
        at: isoInstant,
        tellings: z.array(
          z.strictObject({
            change: z.enum(['new', 'gone', 'other', 'same']),
            before: telling.nullable(),
            after: telling.nullable(),
          }),
        ),
        gaps,
      }),
    ),
  }),
) satisfies z.ZodType<RouteDryRunView>;

export const channelRehearsalView = named(
  'ChannelRehearsal',
  z.strictObject({
    channelId: z.string(),
    kind: z.enum(NOTIFY_KINDS),
    mostBytes: z.int(),
    counts: z.enum(['text', 'body']).meta({ description: '`body`: the whole request is counted.' }),
    samples: z.array(
      z.strictObject({
        sample: z.enum(REHEARSED_MESSAGES),
        severity: z.enum(ALERT_SEVERITIES),
        subject: z.string().nullable(),
        text: z.string(),
        html: z.string().nullable(),
        clipped: z.boolean(),
        bytes: z.int().meta({ description: 'As the other side counts.' }),
      }),
    ),
  }),
) satisfies z.ZodType<ChannelRehearsalView>;

const bySeverity = z.strictObject({ info: z.int(), notice: z.int(), warning: z.int(), critical: z.int() });
export const silenceDryRunView = named(
  'SilenceDryRun',
  z.strictObject({
    hides: bySeverity.meta({ description: 'Of what is not resolved now.' }),
    alerts: z.array(alertView).meta({ description: 'Some of it, what presses most first.' }),
    days: z.int(),
    lately: bySeverity.meta({ description: 'Of what was noticed within `days`, over or not.' }),
    isCut: z.boolean().meta({ description: 'There were more than are gone through.' }),
  }),
) satisfies z.ZodType<SilenceDryRunView>;

export const dutyDryRunQuery = z.strictObject({
  at: z.exactOptional(isoInstant).meta({ description: 'Without it: now.' }),
});
const hole = z.enum(HOLE_REASONS);
export const dutyDryRunView = named(
  'DutyDryRun',
  z.strictObject({
    at: isoInstant,
    dutyDate: z.iso.date(),
    working: z.boolean(),
    kind: z.string(),
    onDuty: z.array(onDuty),
    leaders: z.array(onDuty),
    hole: hole.nullable(),
    told: z
      .array(z.strictObject({ name: z.string(), toldAs: z.enum(TOLD_AS), reachable: z.boolean() }))
      .meta({ description: 'By a route to whoever is on duty.' }),
    fallbackRole: z.enum(ROLES),
    aheadDays: z.int(),
    holes: z.array(z.strictObject({ date: z.iso.date(), reason: hole })),
  }),
) satisfies z.ZodType<DutyDryRunView>;
