import type { Account } from '../../domain/accounts/account';
import { assessPost } from '../../domain/accounts/assessPost';
import { isSight } from '../../domain/accounts/foldLook';
import { Refusal } from '../../domain/errors';
import type { AccountId, UnitId } from '../../domain/ids';
import { MINUTE_MS, type Instant } from '../../domain/time/instant';
import { maskPersonalData } from '../../domain/privacy/maskPersonalData';
import type { ProbeView } from '../../api/accounts';
import type { Collected, ConnectorRegistry } from '../../ports/connectors';
import { demand } from '../refuse';
import type { ServiceDeps } from '../settings';
import { isoOrNull, publishedView } from '../toView/isoInstant';
import { checkAccountSettings } from './checkAccountSettings';
import type { AccountRegistrationServices, ProbeRequest } from './contract';

const ITEMS_SHOWN = 10;
const EXCERPT_LENGTH = 200;
/** Probes a person may ask for within a minute: each is a call of somebody else's server. */
const PROBES = 10;
const WINDOW_MS = MINUTE_MS;
/** So many people are remembered; beyond that the oldest are forgotten. */
const MAX_REMEMBERED = 1_000;

/** Nothing in the store has this id: a probe's account belongs to nobody. */
const NOBODY = '0'.repeat(24);

/**
 * One look at an account that is not registered, through the connectors as they are: nothing is counted, stored or
 * judged. The address guard, time-out and size cap of every call hold here as well.
 */
export function createProbe({
  connectors,
  clock,
}: Pick<ServiceDeps, 'connectors' | 'clock'>): AccountRegistrationServices['probe'] {
  const allow = createPersonLimit();
  return async (request, signal, principal) => {
    const startedAt = clock.now();
    demand('account.write', principal);
    checkAccountSettings(request, connectors.for(request.platform), 'settings');
    if (!allow(principal.personId, startedAt))
      throw new Refusal('too-many-requests', `每分钟最多试读 ${PROBES} 次。`, { remedy: '请稍后再试。' });
    const collected = await look(connectors, request, { startedAt, signal });
    return probeView(collected, startedAt);
  };
}

async function look(
  connectors: ConnectorRegistry,
  { platform, externalId, name, homeUrl, columnClass, settings, credential }: ProbeRequest,
  call: { readonly startedAt: Instant; readonly signal: AbortSignal },
): Promise<Collected> {
  const account: Account = {
    id: NOBODY as AccountId,
    unitId: NOBODY as UnitId,
    unitPath: [],
    siteId: null,
    platform,
    externalId,
    name,
    homeUrl,
    columnClass,
    region: '',
    status: 'active',
    openedAt: null,
    settings,
    hasCredential: credential !== null,
    noPublishReason: null,
  };
  return connectors.for(platform).collector.collect({ account, credential, application: null }, call);
}

function probeView(
  { outcome, detail, coverage, items, completeFromAt, failure }: Collected,
  startedAt: Instant,
): ProbeView {
  const assessed = items.map((item) => ({ item, standing: assessPost(item, startedAt).standing }));
  return {
    outcome,
    detail,
    coverage,
    completeFromAt: isoOrNull(completeFromAt),
    itemCount: items.length,
    message: failure?.message ?? null,
    remedy: failure?.remedy ?? null,
    items: assessed.slice(0, ITEMS_SHOWN).map(({ item, standing }) => ({
      title: maskPersonalData(item.title),
      url: item.url,
      published: publishedView(item.publishedAt),
      excerpt: maskPersonalData(item.text).slice(0, EXCERPT_LENGTH),
      pinned: item.pinned,
      standing,
    })),
    warnings: warningsOf(assessed, { outcome, coverage, completeFromAt }),
  };
}

/** What an operator should look at before saving. Closed list, worded in the dashboard. */
function warningsOf(
  assessed: readonly { readonly item: Collected['items'][number]; readonly standing: string }[],
  { outcome, coverage, completeFromAt }: Pick<Collected, 'outcome' | 'coverage' | 'completeFromAt'>,
): ProbeView['warnings'] {
  const warnings: ProbeView['warnings'][number][] = [];
  if (!isSight(outcome)) warnings.push('not-seen');
  if (coverage === 'partial') warnings.push('list-leaves-posts-out');
  if (outcome === 'items' && completeFromAt === null) warnings.push('order-not-proven');
  if (assessed.some(({ standing }) => standing === 'future-dated')) warnings.push('future-dated');
  if (assessed.length > 0 && assessed.every(({ item }) => item.publishedAt.precision === 'day'))
    warnings.push('days-only');
  if (assessed.some(({ item }) => item.title === '')) warnings.push('without-title');
  return warnings;
}

/** How often a person may ask, in this process's memory: it guards other people's servers, not ours. */
function createPersonLimit(): (personId: string, now: Instant) => boolean {
  const asked = new Map<string, readonly number[]>();
  return (personId, now) => {
    const lately = (asked.get(personId) ?? []).filter((at) => now.getTime() - at < WINDOW_MS);
    if (lately.length >= PROBES) return false;
    if (asked.size >= MAX_REMEMBERED) asked.clear();
    asked.set(personId, [...lately, now.getTime()]);
    return true;
  };
}
