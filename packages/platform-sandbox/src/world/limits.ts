import type { SandboxLimits } from '../contract';

/** What the platforms' documents say, newest revision read; the wait for a callback alone is longer (see the contract). */
const DOCUMENTED: SandboxLimits = {
  weiboCallsADay: 100,
  weiboPostsAnHour: 30,
  weiboIpCallsAnHour: 15_000,
  weiboTimelineItems: 5,
  weiboTokenLifeDays: 30,
  weiboMobileCallsAMinute: 20,
  wechatCallsAMinute: 600,
  wechatMassSendsADay: 1,
  wechatMassSendsAMonth: 4,
  wechatAnswerWithinMs: 60_000,
  wechatCheckWithinMs: 60_000,
};

export function chooseLimits(told: Partial<SandboxLimits> = {}): SandboxLimits {
  return { ...DOCUMENTED, ...told };
}
