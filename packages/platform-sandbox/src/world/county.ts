import type { SandboxAccount, SandboxCounty, SandboxPortalKind } from '../contract';
import type { AccountPlan } from './accountPlan';
import { planAccounts } from './accountPlan';
import type { Actor, PortalSite } from './actor';
import { spellAesKey } from './applications';
import { isComponentPosition, refreshTokenOf } from './componentAccounts';
import { COUNTY, planUnits } from './countyNames';
import type { UnitPlan } from './countyNames';
import { drawFor, HEX, LETTERS_AND_DIGITS, spellCode } from './seededDraw';

export interface Origins {
  readonly weibo: string;
  readonly wechat: string;
  readonly portal: string;
  readonly govcn: string;
}

/** A way of reading or reaching accounts that the county may be registered with. */
export type AccessKind = SandboxPortalKind | 'component';

/**
 * What a new county is registered with. A county that exists keeps what it was registered with at its first start,
 * since addresses are identities. The sites and grants behind the other kinds are there all the same.
 */
export const KINDS_IN_USE: readonly AccessKind[] = ['rss', 'list', 'jpage', 'trs', 'kaipu', 'component'];

/** Content systems of sites, by the last digit of their position; the others keep to feed or list page. */
const DIALECTS: Readonly<Record<number, SandboxPortalKind>> = { 1: 'jpage', 6: 'kaipu', 7: 'jpage', 8: 'trs' };

/** Columns of a site, in the order they are set up; all of them are news, which is due within two weeks. */
const COLUMN_NAMES = [
  '工作动态',
  '政务要闻',
  '部门动态',
  '基层动态',
  '图片新闻',
  '媒体聚焦',
  '专题报道',
  '视频新闻',
] as const;

/** Selectors an operator would note down when registering a list page of each shape. */
const SELECTORS: Readonly<Record<PortalSite['listShape'], string>> = {
  ul: 'ul.list li',
  rows: 'table.newslist tr',
  blocks: 'div.news-item',
};

/** Everybody who publishes, with identifiers and addresses; the same for equal arguments. */
export function raiseActors(world: {
  seed: number;
  units: number;
  accounts: number;
  kinds?: readonly AccessKind[];
  hasSites?: boolean;
  origins: Origins;
}): readonly Actor[] {
  const kinds = world.kinds ?? ['rss', 'list'];
  const units = planUnits(world.units);
  return planAccounts(world, world.seed).map((plan, index) => {
    const unit = units[plan.unit];
    if (unit === undefined) throw new RangeError('an account without a unit');
    return raiseActor({ plan, index, unit, kinds, seed: world.seed, origins: world.origins });
  });
}

/** What an operator would register. */
export function describeCounty(world: {
  units: number;
  actors: readonly Actor[];
  origins: Origins;
  historyFrom: Date;
  anchorAt: Date;
}): SandboxCounty {
  return {
    name: COUNTY.name,
    code: COUNTY.code,
    units: planUnits(world.units).map((unit, i) => ({
      key: unit.slug,
      name: unit.name,
      parentKey: i === 0 ? null : 'zf',
      level: unit.level,
      contact: `${unit.brand}值班室 0999-555${String(1000 + i).slice(-4)}`,
    })),
    accounts: world.actors.map((actor) => actor.account),
    policySources: [
      {
        key: 'govcn-latest',
        kind: 'govcn-json',
        title: '中国政府网·最新政策',
        authority: 'state-council',
        url: `${world.origins.govcn}/zhengce/zuixin/ZUIXINZHENGCE.json`,
      },
      {
        key: 'province-policy',
        kind: 'rss',
        title: `${COUNTY.provinceName}政策文件`,
        authority: 'province',
        url: `${world.origins.govcn}/rss/zhengce.xml`,
      },
      {
        key: 'city-policy',
        kind: 'rss',
        title: `${COUNTY.cityName}政策文件`,
        authority: 'city',
        url: `${world.origins.govcn}/rss/shizheng.xml`,
      },
    ],
    historyFrom: world.historyFrom,
    anchorAt: world.anchorAt,
  };
}

interface Raising {
  plan: AccountPlan;
  index: number;
  unit: UnitPlan;
  kinds: readonly AccessKind[];
  seed: number;
  origins: Origins;
}

function raiseActor(raising: Raising): Actor {
  const { plan, index, unit } = raising;
  const site = plan.platform === 'portal' ? raiseSite(raising) : null;
  return {
    account: registerAccount(raising, site),
    index,
    unit,
    opensPublishing: plan.opensPublishing,
    publishesLate: plan.platform === 'weibo' && plan.position % 20 === 13,
    biz: bizOf(raising),
    originalId: plan.platform === 'wechat' ? `gh_${spellCode(HEX, 12, raising.seed, 'original', index)}` : '',
    accountType: plan.position % 6 === 4 ? 'service' : 'subscription',
    grantedAtAnchor: plan.platform === 'wechat' && isComponentPosition(plan.position),
    site,
  };
}

/** The account's number in article links: ten digits, in base 64. */
function bizOf({ index, seed }: Raising): string {
  return Buffer.from(String(3_200_000_000 + index * 7_001 + (seed % 997))).toString('base64');
}

function registerAccount(raising: Raising, site: PortalSite | null): SandboxAccount {
  const { plan, unit, seed, index, origins } = raising;
  const mark = plan.ordinal === 1 ? '' : String(plan.ordinal);
  const shared = {
    key: `${plan.platform}-${unit.slug}${mark === '' ? '' : `-${mark}`}`,
    unitKey: unit.slug,
    platform: plan.platform,
    behaviour: plan.behaviour,
  };
  switch (plan.platform) {
    case 'weibo': {
      const uid = String(5_000_000_000 + index * 7_919 + (seed % 7_000));
      return {
        ...shared,
        name: `${COUNTY.shortName}${unit.brand}${mark}`,
        homeUrl: `${origins.weibo}/u/${uid}`,
        externalId: uid,
        credential: {
          accessToken: `2.00${spellCode(LETTERS_AND_DIGITS, 28, seed, uid)}`,
          safeDomain: new URL(origins.govcn).hostname,
        },
      };
    }
    case 'wechat': {
      const appId = `wx${spellCode(HEX, 16, seed, 'appid', index)}`;
      return {
        ...shared,
        name: `${COUNTY.shortName}${unit.brand}${mark}`,
        homeUrl: `${origins.wechat}/mp/profile_ext?action=home&__biz=${encodeURIComponent(bizOf(raising))}`,
        externalId: appId,
        credential:
          raising.kinds.includes('component') && isComponentPosition(plan.position)
            ? { appId, authorizerRefreshToken: refreshTokenOf({ index }, seed) }
            : { appId, appSecret: spellCode(HEX, 32, seed, 'secret', index) },
        messageSecrets: {
          token: spellCode(LETTERS_AND_DIGITS, 20, seed, 'message-token', index),
          encodingAesKey: spellAesKey(seed, 'message-key', index),
        },
      };
    }
    case 'portal': {
      if (site === null) throw new RangeError('a portal without a site');
      const base = `${origins.portal}/${site.siteKey}`;
      const listUrl = `${origins.portal}${columnPathOf(site, site.kind)}`;
      return {
        ...shared,
        name: `${site.siteName}·${site.columnName}`,
        site: {
          key: `${unit.slug}-site`,
          name: site.siteName,
          homeUrl: `${origins.portal}/${unit.slug}/`,
          identifierCode: site.siteIdCode,
        },
        homeUrl: `${base}/`,
        externalId: listUrl,
        credential: plan.opensPublishing
          ? {
              pushUrl: `${base}/cms/push`,
              pushKey: `ck_${spellCode(HEX, 16, seed, 'push', index)}`,
              pushSecret: spellCode(HEX, 40, seed, 'push-secret', index),
            }
          : null,
        portal:
          site.kind === 'list'
            ? { kind: 'list', listUrl, itemSelector: SELECTORS[site.listShape] }
            : { kind: site.kind, listUrl },
      };
    }
  }
}

function raiseSite({ plan, unit, seed, kinds }: Raising): PortalSite {
  const draw = drawFor(seed, 'site', plan.position);
  const { position } = plan;
  const mustBeList = plan.behaviour === 'refused' || plan.behaviour === 'redesigned';
  const usual = mustBeList || position % 5 === 0 || position % 5 === 2 || position % 5 === 4 ? 'list' : 'rss';
  const dialect = mustBeList ? usual : (DIALECTS[position % 10] ?? usual);
  return {
    siteKey: plan.ordinal === 1 ? unit.slug : `${unit.slug}${plan.ordinal}`,
    siteName: `${unit.name.replace('人民政府', '')}${unit.level === 'department' ? '' : '人民政府'}网站`,
    columnName: `${COLUMN_NAMES[(plan.ordinal - 1) % COLUMN_NAMES.length] ?? ''}`,
    // Ten digits, the same for every column of the site.
    siteIdCode: `${COUNTY.code}${String(plan.unit + 1).padStart(4, '0')}`,
    kind: kinds.includes(dialect) ? dialect : usual,
    dialect,
    numbers: {
      columnId: 84_200 + position,
      unitId: 356_300 + position * 7,
      webId: position + 1,
      channelId: spellCode(HEX, 32, seed, 'channel', position),
      channelFolder: `c${100_100 + position}`,
    },
    jpageHabit:
      position % 10 === 7
        ? 'encrypted'
        : ((['plain', 'broken-dates', 'array'] as const)[Math.floor(position / 10) % 3] ?? 'plain'),
    hasStubPages: position % 20 === 18,
    listShape: draw.pick(['ul', 'ul', 'rows', 'blocks'] as const),
    // One site each, whatever the size of the county, as long as it has five portals.
    encoding: position === 4 ? 'lying-gbk' : 'utf-8',
    hidesRemoval: position % 4 === 1,
    metaHabit: position === 2 ? 'gappy' : draw.pick(['standard', 'lower', 'slashed'] as const),
  };
}

/**
 * Path of a site's column in one of its forms; those of shared content systems lie at the root, told apart by numbers.
 */
function columnPathOf(site: PortalSite, kind: SandboxPortalKind): string {
  switch (kind) {
    case 'rss':
      return `/${site.siteKey}/rss/gzdt.xml`;
    case 'list':
      return `/${site.siteKey}/xwzx/gzdt/`;
    case 'trs':
      return `/${site.siteKey}/xxgk/zcfb/`;
    case 'jpage':
      return `/col/col${site.numbers.columnId}/index.html`;
    case 'kaipu':
      return `/common/search/${site.numbers.channelId}`;
  }
}
