import { nearest } from '../../domain/nearest';
import type { Connector } from '../../ports/connectors';
import { CALLBACK_SETTINGS, checkSecrets } from '../checkSecrets';
import { invalidInput } from '../refuse';

type Registration = {
  readonly settings: Readonly<Record<string, string>>;
  readonly credential: Readonly<Record<string, string>> | null;
};

/**
 * Refuses `invalid-input`, naming the field, where a setting is not one the platform's connector knows, where a secret
 * stands among the settings (they are shown), or where something without which no look is possible is missing.
 */
export function checkAccountSettings(
  { settings, credential }: Registration,
  connector: Connector,
  field: string,
): void {
  const open = connector.settings.filter((spec) => !spec.secret);
  for (const key of Object.keys(settings)) {
    const spec = connector.settings.find((one) => one.key === key);
    if (spec?.secret === true)
      throw invalidInput(`${field}.${key}`, `“${spec.title}”属于凭证，不能放在设置里。`, '请填写在凭证中。');
    if (spec !== undefined) continue;
    const near = nearest(
      key,
      open.map((one) => one.key),
    );
    throw invalidInput(
      `${field}.${key}`,
      `${connector.title}没有名为 ${key} 的设置。`,
      near === null ? `可用：${open.map((one) => one.key).join('、')}。` : `是否想写 ${near}？`,
    );
  }
  const missing = open.find((spec) => spec.required && (settings[spec.key] ?? '') === '');
  if (missing !== undefined) throw invalidInput(`${field}.${missing.key}`, `缺少“${missing.title}”。`, missing.why);
  if (credential !== null)
    checkSecrets(
      credential,
      [...connector.settings.map((spec) => ({ ...spec, required: false })), ...CALLBACK_SETTINGS],
      'credential',
    );
}
