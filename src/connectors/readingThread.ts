import { documentReading as handedInReading } from './documents/documentReading';
import { documentReading, policyListReading } from './policies/policyReadings';
import { pastedPageReading } from './feed/pastedPage';
import { articleReading } from './portal/articleReading';
import { columnReading } from './portal/columnReading';
import { homeReading } from './sites/homeReading';
import { linksReading } from './sites/linksReading';
import { serveReadings } from './reading/guarded/serveReadings';
import { pastedReading, postsReading } from './wechat/wechatReadings';
import { mobileReading } from './weibo/mobileReading';

/** What a reading thread runs: every reading of every platform, by name. */
serveReadings([
  columnReading,
  articleReading,
  policyListReading,
  documentReading,
  handedInReading,
  pastedReading,
  pastedPageReading,
  postsReading,
  mobileReading,
  homeReading,
  linksReading,
]);
