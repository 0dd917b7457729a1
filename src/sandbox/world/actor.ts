import type { SandboxAccount } from '../contract';
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
  readonly site: PortalSite | null;
}

/** How one portal is built. Each trait is one that real sites of counties have. */
export interface PortalSite {
  readonly siteKey: string;
  readonly siteName: string;
  /** Ten characters: division code and a running number. */
  readonly siteIdCode: string;
  readonly kind: 'rss' | 'list';
  /** ul: `ul.list li`; rows: a table; blocks: divisions, each item with its own date block. */
  readonly listShape: 'ul' | 'rows' | 'blocks';
  /** `lying-gbk`: GBK bytes with a META that says gb2312, behind a header that says UTF-8. */
  readonly encoding: 'utf-8' | 'lying-gbk';
  /** A removed article answers 200 with a page that says so, as many sites do, instead of 404. */
  readonly hidesRemoval: boolean;
  /** Case of META names and form of PubDate; `gappy` leaves the article META out now and then. */
  readonly metaHabit: 'standard' | 'lower' | 'slashed' | 'gappy';
}
