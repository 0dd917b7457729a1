import { documentReading, policyListReading } from './policies/policyReadings';
import { pastedPageReading } from './feed/pastedPage';
import { articleReading } from './portal/articleReading';
import { columnReading } from './portal/columnReading';
import { serveReadings } from './reading/guarded/serveReadings';
import { pastedReading, postsReading } from './wechat/wechatReadings';
import { mobileReading } from './weibo/mobileReading';

/** What a reading thread runs: every reading of every platform, by name. */
serveReadings([
  columnReading,
  articleReading,
  policyListReading,
  documentReading,
  pastedReading,
  pastedPageReading,
  postsReading,
  mobileReading,
]);
