import { z } from 'zod';
import type { AudienceView, ChannelKindView, ChannelView, DryRunView, RouteView, SilenceView } from '../../api/notify';
import { PLATFORMS } from '../../domain/accounts/account';
import { ALERT_KINDS, ALERT_SEVERITIES } from '../../domain/alerts/alert';
import type {
  AlertId,
  NotifyChannelId,
  NotifyRouteId,
  PersonId,
  RosterId,
  SilenceId,
  SiteId,
  UnitId,
} from '../../domain/ids';
import { AUDIENCE_GAPS, TOLD_AS } from '../../domain/notify/audience';
import { CANARY_RHYTHMS, CANARY_WAYS } from '../../domain/notify/canary';
import { NOTIFY_LANGUAGES } from '../../domain/notify/channel';
import { NOTIFY_KINDS } from '../../domain/notify/notifyChannel';
import { LEVELS_UP, WAITS } from '../../domain/notify/route';
import { TELLING_OUTCOMES } from '../../domain/notify/whoIsTold';
import { SILENCE_KINDS } from '../../domain/notify/silence';
import { ROLES } from '../../domain/people/role';
import { AUTHORITIES } from '../../domain/policies/policy';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, nameText } from '../edge/inputSchemas';

const MOST_NAMED = 200;

export const channelParams = z.strictObject({ id: idOf<NotifyChannelId>() });
export const routeParams = z.strictObject({ id: idOf<NotifyRouteId>() });
export const silenceParams = z.strictObject({ id: idOf<SilenceId>() });

export const version = z
  .int()
  .min(1)
  .meta({ description: 'As it was read; another one means that somebody was faster.' });
export const versionBody = z.strictObject({ version });

const canaryFields = {
  rhythm: z.enum(CANARY_RHYTHMS).meta({ description: '`week`: on the first working day of each week.' }),
  atMinute: z.int().min(0).max(1439).meta({ description: 'Minute of the civil day.' }),
};
const channelFields = {
  name: nameText(40),
  unitId: idOf<UnitId>().nullable().default(null).meta({
    description: 'Whose people read the group; they are told of what lies in that unit. Null: of everything.',
  }),
  language: z.enum(NOTIFY_LANGUAGES).default('zh'),
  fallbackId: idOf<NotifyChannelId>()
    .nullable()
    .default(null)
    .meta({ description: 'The channel that gets what this one cannot deliver.' }),
  disabled: z.boolean().default(false),
  values: z
    .record(z.string().regex(/^[A-Za-z]{1,40}$/), z.string().max(20_000))
    .meta({ description: 'By the keys of `/notify/kinds`. A secret that is left out stays as it is.' }),
  canary: z
    .strictObject({ ...canaryFields, to: z.string().trim().max(254).nullable().default(null) })
    .nullable()
    .default(null)
    .meta({ description: 'A regular trial; its message goes to the channel itself, or to an address `to`.' }),
};
export const newChannelBody = z.strictObject({ kind: z.enum(NOTIFY_KINDS), ...channelFields });
export const channelBody = z.strictObject({ version, ...channelFields });

export const match = named(
  'AlertMatch',
  z.strictObject({
    kinds: z.array(z.enum(ALERT_KINDS)).max(ALERT_KINDS.length).default([]).meta({ description: 'Empty: all.' }),
    leastSeverity: z.enum(ALERT_SEVERITIES).nullable().default(null),
    unitId: idOf<UnitId>().nullable().default(null),
    platform: z.enum(PLATFORMS).nullable().default(null),
    siteId: idOf<SiteId>().nullable().default(null).meta({ description: 'The site of the column it is about.' }),
    authority: z.enum(AUTHORITIES).nullable().default(null),
  }),
);
const levelsUp = z.literal([...LEVELS_UP]).meta({
  description: '0: people of the unit of the alert itself; 1: of the one above it; 2: of the one above that.',
});
export const audience = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('group') }),
  z.strictObject({ kind: z.literal('people'), personIds: z.array(idOf<PersonId>()).min(1).max(MOST_NAMED) }),
  z.strictObject({ kind: z.literal('role'), role: z.enum(ROLES) }),
  z.strictObject({ kind: z.enum(['duty', 'duty-leader']), rosterId: idOf<RosterId>() }),
  z.strictObject({ kind: z.literal('unit'), levelsUp, role: z.enum(ROLES).nullable() }),
]);
/** As many as can be selected at once. */
const MOST_SELECTED = 500;
const silenceMatch = named(
  'SilenceMatch',
  z.strictObject({
    ...match.shape,
    alertIds: z
      .exactOptional(z.array(idOf<AlertId>()).min(1).max(MOST_SELECTED))
      .meta({ description: 'These alerts alone, while they are of the kind that `kinds` names: exactly one.' }),
  }),
);
export const routeFields = {
  name: nameText(40),
  position: z.int().min(1).max(10_000).meta({ description: 'Routes are gone through in this order.' }),
  match,
  channelId: idOf<NotifyChannelId>(),
  audience,
  waits: z.enum(WAITS),
  tellsResolved: z.boolean(),
  isLast: z.boolean().meta({ description: 'What it matches goes to no later route.' }),
  disabled: z.boolean().default(false),
};
export const newRouteBody = z.strictObject(routeFields);
export const routeBody = z.strictObject({ version, ...routeFields });
export const dryRunBody = z.strictObject({ alertId: idOf<AlertId>() });

const silenceKind = z
  .enum(SILENCE_KINDS)
  .default('silence')
  .meta({ description: '`maintenance`: of one platform or site.' });
export const silenceDryRunBody = z.strictObject({ kind: silenceKind, match: silenceMatch });
export const silenceBody = z.strictObject({
  kind: silenceKind,
  match: silenceMatch,
  reason: z.string().trim().min(1).max(500).meta({ description: 'Shown wherever it hides something.' }),
  startsAt: isoInstant.nullable().default(null).meta({ description: 'Null: from now on.' }),
  endsAt: isoInstant,
});

const inBoth = z.strictObject({ zh: z.string(), en: z.string() });
const kindView = named(
  'NotifyKind',
  z.strictObject({
    kind: z.enum(NOTIFY_KINDS),
    canary: z.enum(CANARY_WAYS).meta({ description: '`check`: the trial sends nothing.' }),
    settings: z.array(
      z.strictObject({
        key: z.string(),
        secret: z.boolean(),
        required: z.boolean(),
        multiline: z.boolean().meta({ description: 'Its line breaks count.' }),
        title: inBoth,
        why: inBoth,
      }),
    ),
  }),
) satisfies z.ZodType<ChannelKindView>;
export const kindList = listOf('NotifyKindList', kindView);

export const channelView = named(
  'NotifyChannel',
  z.strictObject({
    id: z.string(),
    name: z.string(),
    kind: z.enum(NOTIFY_KINDS),
    unitId: z.string().nullable(),
    language: z.enum(NOTIFY_LANGUAGES),
    settings: z.record(z.string(), z.string()),
    secretKeys: z.array(z.string()).meta({ description: 'Secrets that are stored; they are never shown.' }),
    place: z.string().nullable().meta({ description: 'Host it leads to; null: no key opens its secrets.' }),
    fallbackId: z.string().nullable(),
    disabled: z.boolean(),
    lastTest: z
      .strictObject({ at: isoInstant, outcome: z.enum(['accepted', 'failed']), code: z.string().nullable() })
      .nullable(),
    canary: z.strictObject({ ...canaryFields, to: z.string().nullable() }).nullable(),
    trials: z
      .strictObject({
        isFailing: z.boolean(),
        lastGoodAt: isoInstant.nullable(),
        lastFailed: z.strictObject({ at: isoInstant, code: z.string() }).nullable(),
      })
      .meta({ description: 'What regular trials, and tests that were taken, have shown.' }),
    version: z.int(),
  }),
) satisfies z.ZodType<ChannelView>;
export const channelList = listOf('NotifyChannelList', channelView);

export const matchView = z.strictObject({
  kinds: z.array(z.enum(ALERT_KINDS)),
  leastSeverity: z.enum(ALERT_SEVERITIES).nullable(),
  unitId: z.string().nullable(),
  platform: z.enum(PLATFORMS).nullable(),
  siteId: z.exactOptional(z.string().nullable()),
  authority: z.enum(AUTHORITIES).nullable(),
});
export const audienceView = z.union([
  z.strictObject({ kind: z.literal('group') }),
  z.strictObject({ kind: z.literal('people'), personIds: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('role'), role: z.enum(ROLES) }),
  z.strictObject({ kind: z.enum(['duty', 'duty-leader']), rosterId: z.string() }),
  z.strictObject({ kind: z.literal('unit'), levelsUp, role: z.enum(ROLES).nullable() }),
]) satisfies z.ZodType<AudienceView>;
export const routeView = named(
  'NotifyRoute',
  z.strictObject({
    id: z.string(),
    name: z.string(),
    position: z.int(),
    match: matchView,
    channelId: z.string(),
    audience: audienceView,
    waits: z.enum(WAITS),
    tellsResolved: z.boolean(),
    isLast: z.boolean(),
    disabled: z.boolean(),
    version: z.int(),
  }),
) satisfies z.ZodType<RouteView>;
export const routeList = listOf('NotifyRouteList', routeView);

export const silenceView = named(
  'Silence',
  z.strictObject({
    id: z.string(),
    kind: z.enum(SILENCE_KINDS),
    siteName: z.string().nullable(),
    match: matchView.extend({ alertIds: z.exactOptional(z.array(z.string())) }),
    reason: z.string(),
    byName: z.string(),
    startsAt: isoInstant,
    endsAt: isoInstant,
    active: z.boolean(),
    holds: z
      .int()
      .nullable()
      .meta({ description: 'Notifications it keeps back; null: whoever asks does not see the whole office.' }),
    version: z.int(),
  }),
) satisfies z.ZodType<SilenceView>;
export const silenceList = listOf('SilenceList', silenceView);

export const telling = z.strictObject({
  outcome: z.enum(TELLING_OUTCOMES),
  toldAs: z.enum(TOLD_AS),
  routeName: z.string(),
  channelName: z.string(),
  channelKind: z.enum(NOTIFY_KINDS),
  recipient: z.string(),
  waitsUntilAt: isoInstant.nullable(),
  fallbackName: z
    .string()
    .nullable()
    .meta({ description: 'The channel through which they are told where this one cannot; null: none reaches them.' }),
});
export const gaps = z
  .array(z.strictObject({ gap: z.enum(AUDIENCE_GAPS), routeName: z.string(), channelName: z.string() }))
  .meta({ description: 'Routes that match and name nobody.' });
export const dryRunView = named(
  'NotifyDryRun',
  z.strictObject({
    alertId: z.string(),
    recipients: z.array(telling),
    gaps,
  }),
) satisfies z.ZodType<DryRunView>;
