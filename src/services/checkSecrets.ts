import { nearest } from '../domain/nearest';
import type { SettingSpec } from '../ports/connectors';
import type { Secrets } from '../ports/credentials';
import { invalidInput } from './refuse';

/** What an account that gets messages without an application needs to have them checked. */
export const CALLBACK_SETTINGS: readonly SettingSpec[] = [
  { key: 'callbackToken', secret: true, required: false, title: '消息校验 Token', why: '核对平台推送的签名' },
  { key: 'callbackAesKey', secret: true, required: false, title: '消息加解密 Key', why: '解开平台推送的内容' },
];

/** Refuses `invalid-input`, naming the field, where a key is not one of the platform's or a required one is missing. */
export function checkSecrets(secrets: Secrets, specs: readonly SettingSpec[], field: string): void {
  const known = specs.map(({ key }) => key);
  for (const key of Object.keys(secrets)) {
    if (known.includes(key)) continue;
    const near = nearest(key, known);
    throw invalidInput(
      `${field}.${key}`,
      `该平台没有名为 ${key} 的设置。`,
      near === null ? `可用：${known.join('、')}。` : `是否想写 ${near}？`,
    );
  }
  const missing = specs.find((spec) => spec.required && (secrets[spec.key] ?? '') === '');
  if (missing !== undefined) throw invalidInput(`${field}.${missing.key}`, `缺少“${missing.title}”。`, missing.why);
}
