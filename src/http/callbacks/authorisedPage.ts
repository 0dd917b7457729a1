import type { AuthorisationEnd } from '../../services/index';

/**
 * What an officer reads when an authorisation did not come about: one sentence why, and the way back. No script,
 * nothing loaded.
 */
export function failurePage({ reason, detail }: Extract<AuthorisationEnd, { kind: 'failed' }>): string {
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>授权没有完成</title></head>
<body style="font-family: system-ui, sans-serif; max-width: 36rem; margin: 4rem auto; padding: 0 1rem; line-height: 1.7">
<h1 style="font-size: 1.3rem">授权没有完成</h1>
<p>${escapeHtml(detail)}</p>
<p>没有保存任何新的凭证，原有凭证不受影响。</p>
<p><a href="/credentials?failed=${encodeURIComponent(reason)}">返回凭证页面</a></p>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0) ?? 0};`);
}
