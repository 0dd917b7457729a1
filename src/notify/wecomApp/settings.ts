import type { NotifyTarget } from '../../ports/notifier';
import { checkAddress, checkForm, filledIn, setting } from '../settings';

/** Where most offices' 企业微信 lives; 政务微信 and others on an office's own servers have an address of their own. */
const PUBLIC_ORIGIN = 'https://qyapi.weixin.qq.com';

export function originOf(target: NotifyTarget): string {
  const origin = filledIn(target, 'origin');
  return URL.canParse(origin) ? new URL(origin).origin : PUBLIC_ORIGIN;
}

export const wecomAppSettings = (allowedPrivateOrigins: readonly string[]) => [
  setting('corpId', {
    title: ['企业 ID', 'Corporation id'],
    why: ['管理后台 → 我的企业 → 企业信息', 'Administration → my corporation → information'],
    check: checkForm(/^\w{10,64}$/, '应为字母和数字，如 ww 开头的 18 位', 'should be letters and digits, such as ww…'),
  }),
  setting('agentId', {
    title: ['应用 AgentId', 'Agent id of the application'],
    why: ['应用管理 → 自建应用 → 应用详情', 'Applications → your application → details'],
    check: checkForm(/^\d{1,12}$/, '应为数字', 'should be digits'),
  }),
  setting('secret', {
    secret: true,
    title: ['应用 Secret', 'Secret of the application'],
    why: [
      '同一页面查看；本机出口 IP 须列入应用的“企业可信 IP”',
      'On the same page; the address of this machine must be among the trusted ones of the application',
    ],
    check: checkForm(/^[\w-]{20,128}$/, '应为字母和数字，约 43 位', 'should be letters and digits, about 43'),
  }),
  setting('toParty', {
    optional: true,
    title: ['默认接收部门', 'Department told by default'],
    why: [
      '没有指定人员的消息发给这些部门（部门 ID，多个以 | 分隔）',
      'Messages to nobody in particular go to these departments (ids, separated by |)',
    ],
    check: checkForm(/^\d{1,10}(?:\|\d{1,10}){0,99}$/, '应为部门 ID，多个以 | 分隔', 'should be ids, separated by |'),
  }),
  setting('origin', {
    optional: true,
    title: ['接口地址', 'Address of the interface'],
    why: [
      `默认 ${PUBLIC_ORIGIN}；政务微信等私有部署请填写其地址`,
      `${PUBLIC_ORIGIN} unless told; for 政务微信 and other servers of your own`,
    ],
    check: checkAddress(allowedPrivateOrigins, /^\/$/, PUBLIC_ORIGIN),
  }),
];
