import type { Reply } from './loopbackServer';
import { escapeMarkup, replyHtml } from './replies';

interface Consent {
  readonly title: string;
  readonly applicationName: string;
  readonly asks: readonly string[];
  readonly action: string;
  /** Goes back with the decision. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly accounts: readonly { readonly value: string; readonly name: string }[];
}

/**
 * The page on which an account's officer agrees or declines; the form comes back with `account` and `decision` (allow,
 * deny).
 */
export function writeConsentPage(consent: Consent): Reply {
  const hidden = Object.entries(consent.hidden).map(
    ([name, value]) => `<input type="hidden" name="${escapeMarkup(name)}" value="${escapeMarkup(value)}">`,
  );
  const options = consent.accounts.map(
    ({ value, name }) => `<option value="${escapeMarkup(value)}">${escapeMarkup(name)}</option>`,
  );
  return replyHtml(`<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(consent.title)}</title>
<style>body{font:16px/1.6 sans-serif;max-width:26em;margin:3em auto;padding:0 1em}select{width:100%;padding:.5em}button{padding:.6em 2em;margin:1.2em 1em 0 0}</style></head>
<body><h1>${escapeMarkup(consent.title)}</h1>
<p><strong>${escapeMarkup(consent.applicationName)}</strong> 请求获得以下权限：</p>
<ul>${consent.asks.map((ask) => `<li>${escapeMarkup(ask)}</li>`).join('')}</ul>
<form method="post" action="${escapeMarkup(consent.action)}">${hidden.join('')}
<label>以哪个账号授权<select name="account" required>${options.join('')}</select></label>
<button type="submit" name="decision" value="allow">授权</button><button type="submit" name="decision" value="deny" formnovalidate>拒绝</button>
</form><p>模拟平台：这里没有真实账号，也不需要密码。</p></body></html>`);
}

/** A page that says why nothing can be agreed to. */
export function writeConsentError(sentence: string, code: string): Reply {
  return replyHtml(
    `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>授权出错</title></head><body><h1>${escapeMarkup(sentence)}</h1><p>${escapeMarkup(code)}</p></body></html>`,
    400,
  );
}

/** An address people may be sent back to: the registered one, or any loopback address where none is registered. */
export function mayReturnTo(address: string, registered: string | null): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (registered !== null) return address === registered;
  return (
    ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) &&
    (url.protocol === 'http:' || url.protocol === 'https:')
  );
}

/** The address with more in its query. */
export function withQuery(address: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
