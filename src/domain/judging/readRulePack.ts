import { PLATFORMS } from '../accounts/account';
import { nearest } from '../nearest';
import { asCivilDate } from '../time/civil';
import type { RulePack } from './rulePack';

export interface RulePackProblem {
  readonly path: string;
  readonly message: string;
}

const PACK_KEYS = ['id', 'version', 'title', 'effectiveFrom', 'effectiveUntil', 'scope', 'proofMaxAgeHours', 'rules'];
const RULE_KEYS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['silence', ['id', 'kind', 'columnClass', 'warnDays', 'breachDays', 'dormantDays', 'zombieDays', 'clause']],
  ['slow', ['id', 'kind', 'columnClass', 'measure', 'clause']],
  ['wording', ['id', 'kind', 'check', 'clause']],
]);
const COLUMN_CLASSES = ['account', 'news', 'notices', 'other'];
const MAX_DAYS = 3_660;
/** A window longer than what facts remember (60 days of counts, 200 posts) could never be judged. */
const MAX_WINDOW_DAYS = 60;

/**
 * Checks a rule pack as read from a file: every problem at once, each with its path; an unknown key is an error that
 * names the nearest known one, because a misspelt limit must not silently become "no limit".
 */
export function checkRulePack(
  value: unknown,
): { readonly pack: RulePack } | { readonly problems: readonly RulePackProblem[] } {
  const check = new PackCheck();
  check.pack(value);
  return check.problems.length === 0 ? { pack: value as RulePack } : { problems: check.problems };
}

type Fields = Readonly<Record<string, unknown>>;

class PackCheck {
  readonly problems: RulePackProblem[] = [];

  pack(value: unknown): void {
    const fields = this.object(value, '', PACK_KEYS);
    if (fields === null) return;
    this.text(fields['id'], 'id');
    this.text(fields['version'], 'version');
    this.text(fields['title'], 'title');
    this.date(fields['effectiveFrom'], 'effectiveFrom');
    if (fields['effectiveUntil'] !== null) this.date(fields['effectiveUntil'], 'effectiveUntil');
    if (
      typeof fields['effectiveFrom'] === 'string' &&
      typeof fields['effectiveUntil'] === 'string' &&
      fields['effectiveUntil'] <= fields['effectiveFrom']
    ) {
      this.refuse('effectiveUntil', '必须晚于 effectiveFrom（不含该日）');
    }
    this.number(fields['proofMaxAgeHours'], 'proofMaxAgeHours', { min: 1, max: 24 * 60 });
    this.scope(fields['scope']);
    this.rules(fields['rules']);
  }

  private scope(value: unknown): void {
    const fields = this.object(value, 'scope', ['regions', 'platforms']);
    if (fields === null) return;
    this.list(fields['regions'], 'scope.regions', (region, path) => this.text(region, path));
    this.list(fields['platforms'], 'scope.platforms', (platform, path) => this.oneOf(platform, path, PLATFORMS));
  }

  private rules(value: unknown): void {
    const ids = new Set<string>();
    this.list(value, 'rules', (rule, path) => {
      this.rule(rule, path);
      const id = isObject(rule) ? rule['id'] : undefined;
      if (typeof id !== 'string') return;
      if (ids.has(id)) this.refuse(`${path}.id`, `规则编号 ${id} 重复`);
      ids.add(id);
    });
    if (Array.isArray(value) && value.length === 0) this.refuse('rules', '至少要有一条规则');
  }

  private rule(value: unknown, path: string): void {
    if (!isObject(value)) return this.refuse(path, '应为对象');
    const kind = value['kind'];
    const keys = RULE_KEYS.get(kind);
    if (keys === undefined)
      return this.refuse(`${path}.kind`, suggestion(kind, [...RULE_KEYS.keys()].map(String), '应为'));
    this.keys(value, path, keys);
    this.text(value['id'], `${path}.id`);
    this.clause(value['clause'], `${path}.clause`);
    if (kind === 'wording') return this.wordingCheck(value['check'], `${path}.check`);
    this.oneOf(value['columnClass'], `${path}.columnClass`, COLUMN_CLASSES);
    if (kind === 'slow') return this.measure(value['measure'], `${path}.measure`);
    this.silence(value, path);
  }

  /** Limits must rise: a warning at or after the breach warns nobody. */
  private silence(fields: Fields, path: string): void {
    const warn = fields['warnDays'];
    this.list(warn, `${path}.warnDays`, (days, at) => this.number(days, at, { min: 0.01, max: MAX_DAYS }));
    this.number(fields['breachDays'], `${path}.breachDays`, { min: 0.01, max: MAX_DAYS });
    for (const key of ['dormantDays', 'zombieDays'])
      if (fields[key] !== null) this.number(fields[key], `${path}.${key}`, { min: 0.01, max: MAX_DAYS });
    const limits = [
      ...(Array.isArray(warn) ? warn : []),
      fields['breachDays'],
      fields['dormantDays'],
      fields['zombieDays'],
    ].filter((limit) => typeof limit === 'number');
    if (limits.some((limit, index) => index > 0 && limit <= (limits[index - 1] ?? 0))) {
      this.refuse(path, '期限必须递增：warnDays < breachDays < dormantDays < zombieDays');
    }
  }

  private measure(value: unknown, path: string): void {
    if (!isObject(value) || (value['by'] !== 'count' && value['by'] !== 'gap'))
      return this.refuse(`${path}.by`, '应为 count 或 gap');
    if (value['by'] === 'count') {
      this.keys(value, path, ['by', 'minPosts', 'days']);
      this.whole(value['minPosts'], `${path}.minPosts`, { min: 1, max: 200 });
      this.number(value['days'], `${path}.days`, { min: 1, max: MAX_WINDOW_DAYS });
      return;
    }
    this.keys(value, path, ['by', 'maxGapHours', 'windowDays']);
    this.number(value['maxGapHours'], `${path}.maxGapHours`, { min: 1, max: MAX_WINDOW_DAYS * 24 });
    this.number(value['windowDays'], `${path}.windowDays`, { min: 1, max: MAX_WINDOW_DAYS });
    if (Number(value['maxGapHours']) >= Number(value['windowDays']) * 24)
      this.refuse(path, 'windowDays 必须长于 maxGapHours');
  }

  private wordingCheck(value: unknown, path: string): void {
    if (!isObject(value) || (value['by'] !== 'phrase' && value['by'] !== 'citizen-id'))
      return this.refuse(`${path}.by`, '应为 phrase 或 citizen-id');
    if (value['by'] === 'citizen-id') return this.keys(value, path, ['by']);
    this.keys(value, path, ['by', 'phrases']);
    this.list(value['phrases'], `${path}.phrases`, (phrase, at) => this.text(phrase, at));
  }

  private clause(value: unknown, path: string): void {
    const appliesOwn = isObject(value) && 'howApplied' in value;
    const fields = this.object(value, path, ['source', 'text', ...(appliesOwn ? ['howApplied'] : [])]);
    if (fields === null) return;
    this.text(fields['source'], `${path}.source`);
    this.text(fields['text'], `${path}.text`);
    if (appliesOwn) this.text(fields['howApplied'], `${path}.howApplied`);
  }

  private object(value: unknown, path: string, keys: readonly string[]): Fields | null {
    if (!isObject(value)) {
      this.refuse(path, '应为对象');
      return null;
    }
    this.keys(value, path, keys);
    return value;
  }

  private keys(value: Fields, path: string, keys: readonly string[]): void {
    const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
    for (const key of Object.keys(value))
      if (!keys.includes(key)) this.refuse(at(key), suggestion(key, keys, '未知的键，此处可用：'));
    for (const key of keys) if (!(key in value)) this.refuse(at(key), '缺少');
  }

  private list(value: unknown, path: string, checkItem: (item: unknown, path: string) => void): void {
    if (!Array.isArray(value)) {
      if (value !== undefined) this.refuse(path, '应为列表');
      return;
    }
    value.forEach((item: unknown, index) => checkItem(item, `${path}[${index}]`));
  }

  private text(value: unknown, path: string): void {
    if (value !== undefined && (typeof value !== 'string' || value.trim() === '')) this.refuse(path, '应为非空文字');
  }

  private date(value: unknown, path: string): void {
    if (value !== undefined && (typeof value !== 'string' || asCivilDate(value) === null))
      this.refuse(path, '应为日期，如 2019-04-01');
  }

  private number(value: unknown, path: string, { min, max }: { readonly min: number; readonly max: number }): void {
    if (value !== undefined && (typeof value !== 'number' || !(value >= min && value <= max)))
      this.refuse(path, `应为 ${min} 到 ${max} 的数字`);
  }

  private whole(value: unknown, path: string, bounds: { readonly min: number; readonly max: number }): void {
    if (value !== undefined && !Number.isInteger(value)) return this.refuse(path, '应为整数');
    this.number(value, path, bounds);
  }

  private oneOf(value: unknown, path: string, known: readonly string[]): void {
    if (value !== undefined && !known.some((each) => each === value))
      this.refuse(path, suggestion(value, known, '应为'));
  }

  private refuse(path: string, message: string): void {
    this.problems.push({ path, message });
  }
}

function suggestion(word: unknown, known: readonly string[], lead: string): string {
  const near = typeof word === 'string' ? nearest(word, known) : null;
  return `${lead} ${known.join('、')}${near === null ? '' : `；是否想写 ${near}？`}`;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
