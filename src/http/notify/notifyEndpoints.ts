import type { ListView } from '../../api/wire';
import { alertParams } from '../alerts/alertSchemas';
import { endpoint } from '../edge/endpoint';
import { deliveryList, messageList, messagesQuery } from './messageSchemas';
import {
  channelBody,
  channelList,
  channelParams,
  channelView,
  dryRunBody,
  dryRunView,
  kindList,
  newChannelBody,
  newRouteBody,
  routeBody,
  routeList,
  routeParams,
  routeView,
  silenceBody,
  silenceList,
  silenceParams,
  silenceView,
  versionBody,
} from './notifySchemas';
import { silencedThing, silencesQuery } from './silencesQuery';

/** A message that is asked for takes no longer than this. */
const TEST_MS = 30_000;

/** All there are: what people set up by hand is no long list. */
export function whole<T>(items: readonly T[], now: Date): ListView<T> {
  return { items, nextCursor: null, asOf: now.toISOString() };
}

export const listKinds = endpoint({
  summary: 'Kinds of notification channels and what has to be filled in for each',
  answer: kindList,
  async handle({ services, principal, now }) {
    return whole(services.notify.kinds(principal), now);
  },
});

export const listChannels = endpoint({
  summary: 'Notification channels without their secrets',
  answer: channelList,
  async handle({ services, principal, now }) {
    return whole(await services.notify.channels(principal), now);
  },
});

export const addChannel = endpoint({
  summary: 'Add a notification channel; secrets are never shown again',
  status: 201,
  body: newChannelBody,
  answer: channelView,
  handle({ services, principal, body }) {
    const { kind, ...draft } = body;
    return services.notify.addChannel(kind, draft, principal);
  },
});

export const changeChannel = endpoint({
  summary: 'Change a notification channel',
  params: channelParams,
  body: channelBody,
  answer: channelView,
  handle({ services, principal, params, body }) {
    const { version, ...draft } = body;
    return services.notify.changeChannel({ id: params.id, version }, draft, principal);
  },
});

export const removeChannel = endpoint({
  summary: 'Remove a notification channel that nothing uses, and forget its secrets',
  status: 204,
  params: channelParams,
  body: versionBody,
  async handle({ services, principal, params, body }) {
    await services.notify.removeChannel({ id: params.id, version: body.version }, principal);
  },
});

/** To the group, or to whoever asks where the channel reaches people by name. */
export const testChannel = endpoint({
  summary: 'Send a real test message through a notification channel, and keep what came of it',
  params: channelParams,
  answer: channelView,
  handle({ services, principal, params }) {
    return services.notify.testChannel(params.id, principal, AbortSignal.timeout(TEST_MS));
  },
});

export const listRoutes = endpoint({
  summary: 'Who is told what, in the order in which it is gone through',
  answer: routeList,
  async handle({ services, principal, now }) {
    return whole(await services.notify.routes(principal), now);
  },
});

export const addRoute = endpoint({
  summary: 'Add a route of notifications',
  status: 201,
  body: newRouteBody,
  answer: routeView,
  handle({ services, principal, body }) {
    return services.notify.addRoute(body, principal);
  },
});

export const changeRoute = endpoint({
  summary: 'Change a route of notifications',
  params: routeParams,
  body: routeBody,
  answer: routeView,
  handle({ services, principal, params, body }) {
    const { version, ...draft } = body;
    return services.notify.changeRoute({ id: params.id, version }, draft, principal);
  },
});

export const removeRoute = endpoint({
  summary: 'Remove a route of notifications',
  status: 204,
  params: routeParams,
  body: versionBody,
  async handle({ services, principal, params, body }) {
    await services.notify.removeRoute({ id: params.id, version: body.version }, principal);
  },
});

export const dryRun = endpoint({
  summary: 'Who would be told of an alert now, and why, and who would not; changes nothing',
  body: dryRunBody,
  answer: dryRunView,
  handle({ services, principal, body }) {
    return services.notify.dryRun(body.alertId, principal);
  },
});

export const listMessages = endpoint({
  summary: 'Messages as their readers see them, the newest first, with what became of them',
  query: messagesQuery,
  answer: messageList,
  handle({ services, principal, query }) {
    const { cursor, limit, ...filter } = query;
    return services.notify.messages(filter, { cursor, limit }, principal);
  },
});

export const listDeliveries = endpoint({
  summary: 'Who was told of an alert when, by which channel, and what became of it',
  params: alertParams,
  answer: deliveryList,
  async handle({ services, principal, params, now }) {
    return whole(await services.notify.deliveries(params.id, principal), now);
  },
});

export const listSilences = endpoint({
  summary: 'Silences that may hide something of the reader, and those that ended within a week; or those of one thing',
  query: silencesQuery,
  answer: silenceList,
  async handle({ services, principal, query, now }) {
    return whole(await services.notify.silences(principal, silencedThing(query)), now);
  },
});

export const addSilence = endpoint({
  summary: 'Tell nobody of what matches from an instant until another, with a reason; maintenance is one',
  status: 201,
  body: silenceBody,
  answer: silenceView,
  handle({ services, principal, body }) {
    const startsAt = body.startsAt === null ? null : new Date(body.startsAt);
    return services.notify.silence({ ...body, startsAt, endsAt: new Date(body.endsAt) }, principal);
  },
});

export const endSilence = endpoint({
  summary: 'End a silence; what it kept back is told if it is still so',
  params: silenceParams,
  body: versionBody,
  answer: silenceView,
  handle({ services, principal, params, body }) {
    return services.notify.endSilence({ id: params.id, version: body.version }, principal);
  },
});
