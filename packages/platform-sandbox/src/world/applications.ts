import type { SandboxApplications, SandboxBots } from '../contract';
import { drawFor, HEX, LETTERS_AND_DIGITS, spellCode } from './seededDraw';

/** The office's own applications as the platforms have registered them; the same at every start in a folder. */
export function inventApplications(
  seed: number,
  redirectUris: { readonly weibo?: string; readonly wechatComponent?: string } = {},
): SandboxApplications {
  return {
    weibo: {
      appKey: String(1_900_000_000 + (seed % 90_000_000)),
      appSecret: spellCode(HEX, 32, seed, 'weibo-app'),
      redirectUri: redirectUris.weibo ?? null,
    },
    wechatComponent: {
      appId: `wx${spellCode(HEX, 16, seed, 'component-appid')}`,
      appSecret: spellCode(HEX, 32, seed, 'component-secret'),
      token: spellCode(LETTERS_AND_DIGITS, 24, seed, 'component-token'),
      encodingAesKey: spellAesKey(seed, 'component-key'),
      redirectUri: redirectUris.wechatComponent ?? null,
    },
  };
}

/** Robots of one chat group on each messenger, and an application of one of them. */
export function inventBots(seed: number, base: string): Omit<SandboxBots, 'mail'> {
  return {
    dingtalk: {
      url: `${base}/robot/send?access_token=${spellCode(HEX, 64, seed, 'dingtalk')}`,
      secret: `SEC${spellCode(HEX, 64, seed, 'dingtalk-secret')}`,
    },
    wecom: {
      url: `${base}/cgi-bin/webhook/send?key=${spellCode(HEX, 32, seed, 'wecom').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`,
    },
    feishu: {
      url: `${base}/open-apis/bot/v2/hook/${spellCode(HEX, 32, seed, 'feishu').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`,
      secret: spellCode(LETTERS_AND_DIGITS, 22, seed, 'feishu-secret'),
    },
    wecomApp: {
      origin: base,
      corpId: `ww${spellCode(HEX, 16, seed, 'wecom-corp')}`,
      agentId: '1000002',
      secret: spellCode(LETTERS_AND_DIGITS, 43, seed, 'wecom-app-secret'),
      userIds: ['zhangwei', 'wangfang', 'li.na'],
      partyIds: ['2'],
    },
    receiver: {
      url: `${base}/webhooks/${spellCode(HEX, 16, seed, 'receiver')}`,
      signingSecret: spellCode(LETTERS_AND_DIGITS, 32, seed, 'receiver-secret'),
    },
  };
}

/** 43 characters that stand for 32 bytes in base 64. */
export function spellAesKey(...parts: readonly (string | number)[]): string {
  const draw = drawFor('aes', ...parts);
  return Buffer.from(Array.from({ length: 32 }, () => draw.whole(0, 255)))
    .toString('base64')
    .slice(0, 43);
}
