import { ADDRESS_MARK } from '../domain/notify/calledTogether';
import type { InBothLanguages, NotifySettingSpec, NotifyTarget } from '../ports/notifier';

type Check = (text: string) => InBothLanguages | null;

const say = (zh: string, en: string): InBothLanguages => ({ zh, en });

/** Longer than any address, secret or certificate that is meant. */
const LONGEST = 20_000;

/** One setting; what is too long or has control characters in it is refused before `check` is asked. */
export function setting(
  key: string,
  about: {
    readonly secret?: true;
    readonly optional?: true;
    readonly title: readonly [zh: string, en: string];
    readonly why: readonly [zh: string, en: string];
    readonly check?: Check;
  },
): NotifySettingSpec {
  return {
    key,
    secret: about.secret ?? false,
    required: about.optional === undefined,
    title: say(...about.title),
    why: say(...about.why),
    problem(text) {
      if (text.trim() === '') return about.optional === undefined ? say('不能为空', 'must not be empty') : null;
      if (text.length > LONGEST) return say('内容过长', 'too long');
      return about.check?.(text.trim()) ?? null;
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
 * The address of a robot or receiver. Tokens stand in it, so it travels encrypted; where the host is no public name
 * (an address, or a name without a dot) the office's own network may do without.
 */
export const checkAddress =
  (mustHave: RegExp, example: string): Check =>
  (text) => {
    if (!URL.canParse(text) || !/^https?:/i.test(text)) return say('不是网址', 'not a web address');
    const url = new URL(text);
    if (url.username !== '' || url.password !== '') return say('网址不能带用户名和密码', 'must not carry a user name');
    if (url.protocol === 'http:' && !isInnerHost(url.hostname))
      return say('必须以 https:// 开头', 'must begin with https://');
    return mustHave.test(`${url.pathname}${url.search}`)
      ? null
      : say(`应形如 ${example}`, `should look like ${example}`);
  };

function isInnerHost(host: string): boolean {
  return !host.includes('.') || host.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(host);
}

/** A text of a known form. */
export const checkForm =
  (form: RegExp, zh: string, en: string): Check =>
  (text) =>
    form.test(text) ? null : say(zh, en);

/** The scheme and host of an address, without what stands behind; a dash where it is none. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : '—';
}
