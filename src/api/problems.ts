import type { ProblemCode } from '../domain/errors';

/** The body of every refusal, `application/problem+json` (RFC 9457). */
export interface ProblemView {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly remedy: string;
  readonly field?: string;
  readonly requestId: string;
}

/**
 * What a code means on the wire. `meaning` goes into the OpenAPI document; `title` and `remedy` are shown to people.
 */
export interface ProblemEntry {
  readonly status: number;
  readonly title: string;
  /** What to do where the refusal itself does not say it better. */
  readonly remedy: string;
  readonly meaning: string;
}

/** The complete list of refusals: one row a code, so that a status is never chosen anywhere else. */
export const PROBLEM_TABLE: Readonly<Record<ProblemCode, ProblemEntry>> = {
  'malformed-json': {
    status: 400,
    title: '请求体不是有效的 JSON',
    remedy: '请检查 JSON 语法，编码须为 UTF-8。',
    meaning: 'The body is not JSON in UTF-8.',
  },
  'body-too-large': {
    status: 413,
    title: '请求体过大',
    remedy: '请求体不得超过 256 KB，请分批提交。',
    meaning: 'The body is larger than 256 KB.',
  },
  'unsupported-media-type': {
    status: 415,
    title: '请求体类型不支持',
    remedy: '请使用 Content-Type: application/json，不要压缩。',
    meaning: 'The body is not application/json, or is compressed.',
  },
  'invalid-input': {
    status: 400,
    title: '输入不合要求',
    remedy: '请按接口说明（/api/openapi.json）改正所指字段。',
    meaning: 'A field has the wrong type or value; `field` names it.',
  },
  'unknown-field': {
    status: 400,
    title: '有不认识的字段',
    remedy: '请删去该字段，或按提示改正名称。',
    meaning: 'A field that this operation does not know; `field` names it.',
  },
  'invalid-id': {
    status: 400,
    title: '编号格式不对',
    remedy: '编号是 24 位小写十六进制数字。',
    meaning: 'An id is not 24 lowercase hexadecimal digits; `field` names it.',
  },
  'not-signed-in': {
    status: 401,
    title: '未登录',
    remedy: '请登录，或提供有效的访问令牌。',
    meaning: 'No session or token, or one that is no longer valid.',
  },
  'sign-in-failed': {
    status: 401,
    title: '登录失败',
    remedy: '请核对用户名和密码。',
    meaning: 'Wrong name or password; which of them is not said.',
  },
  'locked-out': {
    status: 429,
    title: '账户已暂时锁定',
    remedy: '请稍后再试，或联系管理员。',
    meaning: 'Too many failed sign-ins; try again later (`Retry-After`).',
  },
  'link-used-or-expired': {
    status: 401,
    title: '登录链接已失效',
    remedy: '登录链接只能用一次且有时限，请重新获取。',
    meaning: 'A sign-in link works once and for a limited time.',
  },
  forbidden: {
    status: 403,
    title: '没有权限',
    remedy: '请由有此权限的人员操作，或联系管理员。',
    meaning: 'The role of the reader may not do this.',
  },
  'out-of-scope': {
    status: 403,
    title: '不在管辖范围内',
    remedy: '请由管辖该单位的人员操作。',
    meaning: "The thing belongs to a unit outside the reader's subtree.",
  },
  'not-found': {
    status: 404,
    title: '没有找到',
    remedy: '请核对地址和编号；也可能已不在您的管辖范围内。',
    meaning: 'No such thing, or not one that the reader may see.',
  },
  'method-not-allowed': {
    status: 405,
    title: '此地址不支持该方法',
    remedy: '允许的方法见 Allow 响应头。',
    meaning: 'Known address, wrong method; `Allow` lists the right ones.',
  },
  conflict: {
    status: 409,
    title: '状态已变化',
    remedy: '请刷新后按当前状态重新操作。',
    meaning: 'The state does not allow this, or somebody else was first.',
  },
  'history-changed': {
    status: 409,
    title: '序号属于另一份历史',
    remedy: '数据库已由备份恢复或重建：请不带 since 和 history 重新读取，再从其中最大的序号续读。',
    meaning: 'The number is beyond the last one, or of another history (a restored store): begin again without it.',
  },
  'unsupported-version': {
    status: 400,
    title: '接口版本不支持',
    remedy: '请改用所列的版本。',
    meaning: 'The stream does not speak the version asked for; `detail` names those it speaks.',
  },
  'self-approval': {
    status: 403,
    title: '不能审批自己的提议',
    remedy: '请由提议人以外的管理员审批。',
    meaning: 'Nobody approves their own step.',
  },
  'too-many-requests': {
    status: 429,
    title: '请求过于频繁',
    remedy: '请按 Retry-After 指明的秒数等待后再试。',
    meaning: 'Too many requests; wait for `Retry-After` seconds.',
  },
  'not-ready': {
    status: 503,
    title: '尚未就绪',
    remedy: '请稍后再试。',
    meaning: 'The server is starting, stopping or was not built completely.',
  },
  'store-unavailable': {
    status: 503,
    title: '数据库暂不可用',
    remedy: '已有数据不受影响，请稍后再试；持续出现请联系管理员。',
    meaning: 'The database does not answer; nothing was lost.',
  },
  'store-full': {
    status: 507,
    title: '磁盘空间不足，已停止写入',
    remedy: '请管理员在数据库所在的磁盘上腾出空间；腾出后自动恢复，不需要重启。已有内容可以照常查看。',
    meaning:
      'The disk of the database is nearly full: nothing can be written until there is room, everything can be read.',
  },
  internal: {
    status: 500,
    title: '服务器内部错误',
    remedy: '请稍后再试；持续出现请把请求编号告知管理员。',
    meaning: 'A fault of ours; quote `requestId`.',
  },
};
