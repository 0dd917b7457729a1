import { PLATFORMS, type Platform } from '../../../domain/accounts/account';
import type { SiteId } from '../../../domain/ids';
import { concerned } from '../../../domain/mandates/decide';
import type { MandateRule } from '../../../domain/mandates/mandate';
import { reachOf } from '../../../domain/mandates/reach';
import type { Policy } from '../../../domain/policies/policy';
import type { PlatformPreviewView } from '../../../api/mandates';
import type { AccountRecord, Scope } from '../../../ports/storage';
import { demand, notFound } from '../../refuse';
import { boundAccountOf, channelsOfPage } from '../../channels';
import { activeAccountPages } from '../../pagesOf';
import type { ServiceDeps } from '../../settings';
import { readRegister } from '../../readRegister';
import type { PublishingServices } from '../contract';
import type { DraftRepost } from '../publishing/draftRepost';

const ACCOUNTS_PAGE = 500;
const ACCOUNT_PAGES = 100;

interface Tally {
  accounts: number;
  publishable: number;
  readonly obstacles: Record<string, number>;
  example: AccountRecord;
  exampleIsFree: boolean;
}

export type PreviewPlatforms = (what: {
  readonly policy: Policy;
  readonly rule: MandateRule;
  readonly scope: Scope;
}) => Promise<PlatformPreviewView[]>;

/**
 * What each platform's channels (a site is one) would get from a policy under a rule: one example draft with its
 * measures, and how many cannot be published to by interface and why. Made from the policy as it is now, with nothing stored.
 */
export function createPreviewPlatforms(deps: ServiceDeps, draftRepost: DraftRepost): PreviewPlatforms {
  return async ({ policy, rule, scope }) => {
    const register = await readRegister(deps);
    const reach = reachOf(rule, policy, register);
    const tallies = new Map<Platform, Tally>();
    const bounds = { limit: ACCOUNTS_PAGE, maxPages: ACCOUNT_PAGES, scope };
    const sitesDone = new Set<SiteId>();
    for await (const records of activeAccountPages(deps.storage, bounds)) {
      for (const channel of await channelsOfPage(deps, records, sitesDone)) {
        const account = boundAccountOf(channel);
        if (!concerned(rule, account, { reach, units: register.units }).concerned) continue;
        const tally = tallies.get(account.platform) ?? {
          accounts: 0,
          publishable: 0,
          obstacles: {},
          example: channel.record,
          exampleIsFree: false,
        };
        tallies.set(account.platform, tally);
        count(deps, tally, channel.record);
      }
    }
    return PLATFORMS.flatMap((platform) => {
      const tally = tallies.get(platform);
      return tally === undefined ? [] : [previewOf(deps, { platform, policy, draftRepost, tally })];
    });
  };
}

/** The preview of a mandate, before it is issued and after. */
export function createPreviewMandate(
  { storage, clock }: ServiceDeps,
  previewPlatforms: PreviewPlatforms,
): PublishingServices['preview'] {
  return async (id, principal) => {
    demand('read', principal);
    const mandate = await storage.mandates.byId(id);
    const rule = (await storage.mandates.rules()).find((one) => one.id === mandate?.ruleId);
    const policy = mandate === null ? null : await storage.policies.byId(mandate.policyId);
    if (mandate === null || rule === undefined || policy === null) throw notFound('必转任务');
    return {
      items: await previewPlatforms({ policy, rule, scope: principal.unitId }),
      nextCursor: null,
      asOf: clock.now().toISOString(),
    };
  };
}

function count({ connectors }: ServiceDeps, tally: Tally, record: AccountRecord): void {
  const { publisher } = connectors.for(record.account.platform);
  const obstacle =
    publisher === null ? 'no-api' : (record.account.noPublishReason ?? publisher.obstacle(record.account));
  tally.accounts += 1;
  if (obstacle === null) tally.publishable += 1;
  else tally.obstacles[obstacle] = (tally.obstacles[obstacle] ?? 0) + 1;
  // One that can be published to shows what will be published.
  if (!tally.exampleIsFree && obstacle === null) Object.assign(tally, { example: record, exampleIsFree: true });
}

function previewOf(
  { connectors }: ServiceDeps,
  {
    platform,
    policy,
    draftRepost,
    tally: { accounts, publishable, obstacles, example },
  }: {
    readonly platform: Platform;
    readonly policy: Policy;
    readonly draftRepost: DraftRepost;
    readonly tally: Tally;
  },
): PlatformPreviewView {
  const { publisher } = connectors.for(platform);
  const { account } = example;
  const draft = draftRepost.draft(policy, account);
  return {
    platform,
    accounts,
    publishable,
    obstacles,
    example: {
      accountId: account.id,
      accountName: account.name,
      draft,
      measures:
        publisher === null
          ? []
          : publisher.measure(draft, account).map(({ name, value, limit }) => ({ name, value, limit })),
      failure: draftRepost.failure(policy, account),
    },
  };
}
