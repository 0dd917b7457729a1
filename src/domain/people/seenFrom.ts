export const BROWSERS = [
  'wecom',
  'wechat',
  'dingtalk',
  'edge',
  'opera',
  'firefox',
  'chrome',
  'safari',
  'other',
] as const;
export type Browser = (typeof BROWSERS)[number];
export const SYSTEMS = ['harmony', 'android', 'ios', 'windows', 'macos', 'linux', 'other'] as const;
export type System = (typeof SYSTEMS)[number];

/** From where somebody asks: the address, and what their browser says it is. */
export interface SeenFrom {
  readonly address: string;
  readonly browser: Browser;
  readonly system: System;
}

/** In this order: nearly every browser also calls itself Chrome or Safari. */
const SAID_BY_BROWSERS: readonly (readonly [RegExp, Browser])[] = [
  [/wxwork/i, 'wecom'],
  [/micromessenger/i, 'wechat'],
  [/dingtalk/i, 'dingtalk'],
  [/edg(e|a|ios)?\//i, 'edge'],
  [/opr\//i, 'opera'],
  [/(firefox|fxios)\//i, 'firefox'],
  [/(chrome|crios)\//i, 'chrome'],
  [/safari\//i, 'safari'],
];
const SAID_BY_SYSTEMS: readonly (readonly [RegExp, System])[] = [
  [/harmonyos|openharmony/i, 'harmony'],
  [/android/i, 'android'],
  [/iphone|ipad|ipod/i, 'ios'],
  [/windows/i, 'windows'],
  [/mac os x|macintosh/i, 'macos'],
  [/linux/i, 'linux'],
];

const LONGEST_ADDRESS = 64;
/** No browser says more of itself; what goes on is not read. */
const LONGEST_NAME = 1_000;

/** What can be told of a caller. Of what the browser says only its kind and system are kept. */
export function seenFrom(address: string, userAgent: string): SeenFrom {
  const said = userAgent.slice(0, LONGEST_NAME);
  return {
    address: address.slice(0, LONGEST_ADDRESS),
    browser: SAID_BY_BROWSERS.find(([pattern]) => pattern.test(said))?.[1] ?? 'other',
    system: SAID_BY_SYSTEMS.find(([pattern]) => pattern.test(said))?.[1] ?? 'other',
  };
}
