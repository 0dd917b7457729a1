import type { SandboxAccount, SandboxPortalKind } from '../contract';
import type { UnitPlan } from './countyNames';

/** An account as the platforms know it: what an operator registers, and what stays inside. */
export interface Actor {
  readonly account: SandboxAccount;
  /** Position among all accounts of the county. */
  readonly index: number;
  readonly unit: UnitPlan;
  /** May software publish here, apart from faults? */
  readonly opensPublishing: boolean;
  /** Weibo: tells "accepted, appears in a minute or two" (20032) each time. */
  readonly publishesLate: boolean;
  /** WeChat: the account's number in article links. */
  readonly biz: string;
  /** WeChat: the account's original id, gh_…; empty elsewhere. */
  readonly originalId: string;
  /** WeChat: a 服务号 has four 群发 a month, a 公众号 (订阅号) one a day. */
  readonly accountType: 'subscription' | 'service';
  /** WeChat: the component was authorised before the anchor. */
  readonly grantedAtAnchor: boolean;
  readonly site: PortalSite | null;
}

/** How one portal is built. Each trait is one that real sites of counties have. */
export interface PortalSite {
  readonly siteKey: string;
  readonly siteName: string;
  /** What the column is called; a site of several has one of each. */
  readonly columnName: string;
  /** Ten characters: division code and a running number. */
  readonly siteIdCode: string;
  /** How its column is registered, and how its articles are addressed. */
  readonly kind: SandboxPortalKind;
  /** What its content system is; served beside `kind`, so that a reader can be tried before the county uses it. */
  readonly dialect: SandboxPortalKind;
  /** Numbers by which shared paths of content systems tell sites apart. */
  readonly numbers: SiteNumbers;
  /** jpage: ids in the clear, ids that only `nextgroup` knows, dates broken over lines, or an array in place of XML. */
  readonly jpageHabit: 'plain' | 'encrypted' | 'broken-dates' | 'array';
  /** TRS: `index_1` and on are a stub page, as on many sites. */
  readonly hasStubPages: boolean;
  /** ul: `ul.list li`; rows: a table; blocks: divisions, each item with its own date block. */
  readonly listShape: 'ul' | 'rows' | 'blocks';
  /** `lying-gbk`: GBK bytes with a META that says gb2312, behind a header that says UTF-8. */
  readonly encoding: 'utf-8' | 'lying-gbk';
  /** A removed article returns 200 with a page that says so, as many sites do, instead of 404. */
  readonly hidesRemoval: boolean;
  /** Case of META names and form of PubDate; `gappy` leaves the article META out now and then. */
  readonly metaHabit: 'standard' | 'lower' | 'slashed' | 'gappy';
}

export interface SiteNumbers {
  readonly columnId: number;
  readonly unitId: number;
  readonly webId: number;
  /** 32 hexadecimal digits. */
  readonly channelId: string;
  /** c and six digits. */
  readonly channelFolder: string;
}
