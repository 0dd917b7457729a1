import type { Config } from '../config/config';
import type { PlatformAddresses } from './demo/twoProcesses';

/**
 * Internal addresses that may be called: those the office has listed, and beside simulated platforms theirs as well, so
 * that a demo can be tried with a receiver of one's own.
 */
export function allowedOrigins(
  { outbound }: Pick<Config, 'outbound'>,
  sandbox: PlatformAddresses | null,
): readonly string[] {
  if (sandbox === null) return outbound.allowedPrivateOrigins;
  const { weiboBase, wechatBase, portalBase, govcnBase, botsBase, mailBase } = sandbox;
  return [weiboBase, wechatBase, portalBase, govcnBase, botsBase, mailBase, ...outbound.allowedPrivateOrigins];
}
