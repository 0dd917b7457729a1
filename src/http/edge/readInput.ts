import type { z } from 'zod';
import type { Refusal } from '../../domain/errors';
import { ID_PATTERN } from '../../domain/ids';
import { nearest } from '../../domain/nearest';
import { refuse } from './problem';

export type InputPart = 'path' | 'query' | 'body' | 'handshake';
const PART_NAMES: Readonly<Record<InputPart, string>> = {
  path: '路径',
  query: '查询参数',
  body: '请求体',
  handshake: '连接参数',
};

/** A name in an error message is cut here: it comes from the caller and may be as long as the body. */
const SHOWN_NAME_MAX = 64;

/**
 * Checks what came in against its schema and returns the typed value. Throws a `Refusal` that names the field:
 * `unknown-field` (with the nearest known one), `invalid-id` or `invalid-input`.
 */
export function readInput<Schema extends z.ZodType>(schema: Schema, raw: unknown, part: InputPart): z.output<Schema> {
  const result = schema.safeParse(raw, { reportInput: true });
  if (result.success) return result.data;
  const issues = result.error.issues;
  // A mistyped name usually also makes a required field missing: the unknown name is the better thing to say.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  throw issue === undefined
    ? refuse('invalid-input', `${PART_NAMES[part]}不合要求。`)
    : refusalFor(issue, { schema, part });
}

function refusalFor(issue: z.core.$ZodIssue, where: { readonly schema: z.ZodType; readonly part: InputPart }): Refusal {
  const place = PART_NAMES[where.part];
  if (issue.code === 'unrecognized_keys') return unknownField(issue, where);
  const field = shorten(issue.path.map(String).join('.'));
  if (field === '') return refuse('invalid-input', `${place}应为 JSON 对象，收到${kindOf(issue.input)}。`);
  if (issue.code === 'invalid_format' && issue.pattern === String(ID_PATTERN))
    return refuse('invalid-id', `${place}中的 ${field} 不是有效编号。`, { field });
  return refuse('invalid-input', `${place}中的 ${field} ${complaint(issue)}。`, { field });
}

function unknownField(
  issue: z.core.$ZodIssueUnrecognizedKeys,
  where: { readonly schema: z.ZodType; readonly part: InputPart },
): Refusal {
  const key = issue.keys[0] ?? '';
  // `q[$ne]` is what a query operator looks like when it is smuggled in; the plain name is what could have been meant.
  const plain = key.replace(/\[.*$/s, '').slice(0, SHOWN_NAME_MAX);
  const near = issue.path.length === 0 ? nearest(plain, knownFields(where.schema)) : null;
  const field = shorten([...issue.path.map(String), key].join('.'));
  return refuse(
    'unknown-field',
    `${PART_NAMES[where.part]}中有不认识的字段 ${field}。`,
    near === null ? { field } : { field, remedy: `是否想写 ${near}？` },
  );
}

function knownFields(schema: z.ZodType): readonly string[] {
  return 'shape' in schema && typeof schema.shape === 'object' && schema.shape !== null
    ? Object.keys(schema.shape)
    : [];
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: '文本',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  object: '对象',
  array: '数组',
};

function complaint(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return '缺少';
      return `应为${TYPE_NAMES[issue.expected] ?? issue.expected}，收到${kindOf(issue.input)}`;
    case 'invalid_value':
      return issue.input === undefined ? '缺少' : `应为以下之一：${issue.values.map(String).join('、')}`;
    case 'too_small':
      return issue.origin === 'string'
        ? issue.minimum === 1
          ? '不能为空'
          : `至少 ${String(issue.minimum)} 个字符`
        : issue.origin === 'array'
          ? `至少要有 ${String(issue.minimum)} 项`
          : `不能小于 ${String(issue.minimum)}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `不能超过 ${String(issue.maximum)} 个字符`
        : issue.origin === 'array'
          ? `最多 ${String(issue.maximum)} 项`
          : `不能大于 ${String(issue.maximum)}`;
    case 'invalid_format':
      return '格式不对';
    case 'custom':
      // A sentence of the schema's own.
      return /\p{Script=Han}/u.test(issue.message) ? issue.message : '不合要求';
    default:
      return '不合要求';
  }
}

function kindOf(value: unknown): string {
  if (value === null) return ' null';
  if (Array.isArray(value)) return '数组（或重复给出）';
  return TYPE_NAMES[typeof value] ?? ` ${typeof value}`;
}

function shorten(name: string): string {
  return name.length <= SHOWN_NAME_MAX ? name : `${name.slice(0, SHOWN_NAME_MAX)}…`;
}
