import { ADDRESS_MARK } from '../domain/notify/calledTogether';
import type { InBothLanguages, NotifySettingSpec, NotifyTarget, SettingProblem } from '../ports/notifier';

/** `filled`: all settings as they are filled in, by their keys. */
type Check = (text: string, filled: Readonly<Record<string, string>>) => SettingProblem | null;

const say = (zh: string, en: string): InBothLanguages => ({ zh, en });

/** Longer than any address, secret or certificate that is meant. */
const LONGEST = 20_000;

/** One setting; what is too long or has control characters in it is refused before `check` is asked. */
export function setting(
  key: string,
  about: {
    readonly secret?: true;
    readonly optional?: true;
    readonly multiline?: true;
    readonly title: readonly [zh: string, en: string];
    readonly why: readonly [zh: string, en: string];
    readonly check?: Check;
  },
): NotifySettingSpec {
  return {
    key,
    secret: about.secret ?? false,
    required: about.optional === undefined,
    multiline: about.multiline ?? false,
    title: say(...about.title),
    why: say(...about.why),
    problem(text, filled = {}) {
      if (text.trim() === '') return about.optional === undefined ? say('不能为空', 'must not be empty') : null;
      if (text.length > LONGEST) return say('内容过长', 'too long');
      return about.check?.(text.trim(), filled) ?? null;
    },
  };
}

/** A setting as it was filled in, or a secret; blanks around it are of copying. Empty where there is none. */
export function filledIn(target: NotifyTarget, key: string): string {
  return (target.secrets[key] ?? target.settings[key] ?? '').trim();
}

/** Whom a message calls, several with a comma between them, without what cannot stand in an address. */
export function addressesIn({ to }: Pick<NotifyTarget, 'to'>, strange: RegExp): readonly string[] {
  const addresses = (to ?? '').split(ADDRESS_MARK).map((address) => address.replace(strange, ''));
  return addresses.filter((address) => address !== '');
}

/**
 * The address of a robot or receiver. Tokens stand in it and people's names in what is sent there, so it travels
 * encrypted; only an internal address that the office has allowed may do without.
 */
export const checkAddress =
  (allowedPrivateOrigins: readonly string[], mustHave: RegExp, example: string): Check =>
  (text) => {
    if (!URL.canParse(text) || !/^https?:/i.test(text)) return say('不是网址', 'not a web address');
    const url = new URL(text);
    if (url.username !== '' || url.password !== '') return say('网址不能带用户名和密码', 'must not carry a user name');
    if (url.protocol === 'http:' && !allowedPrivateOrigins.some((origin) => new URL(origin).origin === url.origin))
      return { ...say('必须以 https:// 开头', 'must begin with https://'), remedy: USE_HTTPS };
    return mustHave.test(`${url.pathname}${url.search}`)
      ? null
      : say(`应形如 ${example}`, `should look like ${example}`);
  };

const USE_HTTPS = say(
  '请改用 https:// 地址；只有配置 outbound.allowedPrivateOrigins 中列出的内网地址可以用 http://',
  'Use an https:// address; only internal ones listed in outbound.allowedPrivateOrigins may be plain http://',
);

/** A text of a known form. */
export const checkForm =
  (form: RegExp, zh: string, en: string) =>
  (text: string): InBothLanguages | null =>
    form.test(text) ? null : say(zh, en);

/** The scheme and host of an address, without what stands behind; a dash where it is none. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : '—';
}
