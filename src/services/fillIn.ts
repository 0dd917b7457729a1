import type { Secrets } from '../ports/credentials';
import type { NotifySettingSpec } from '../ports/notifier';
import { invalidInput } from './refuse';

type Values = Readonly<Record<string, string>>;

/**
 * What was filled in, apart by what is secret; a secret that is left out stays what is `known`. Throws `Refusal`
 * `invalid-input` on the field of the first problem.
 */
export function readValues(
  specs: readonly NotifySettingSpec[],
  values: Values,
  known: Secrets,
): { readonly settings: Values; readonly secrets: Secrets } {
  const unknown = Object.keys(values).find((key) => !specs.some((spec) => spec.key === key));
  if (unknown !== undefined) throw invalidInput(`values.${unknown}`, '没有这一项设置。', '请去掉这一项。');
  const settings: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  const filled = Object.fromEntries(
    specs.map(({ key, secret }) => {
      const given = values[key]?.trim();
      return [key, (secret && given === undefined ? known[key] : given) ?? ''];
    }),
  );
  for (const spec of specs) {
    const text = filled[spec.key] ?? '';
    if (text === '' && !spec.required) continue;
    const problem = spec.problem(text, filled);
    if (problem !== null) {
      const { remedy = spec.why } = problem;
      throw invalidInput(`values.${spec.key}`, `${spec.title.zh}：${problem.zh}。`, `${remedy.zh}。`);
    }
    (spec.secret ? secrets : settings)[spec.key] = text;
  }
  return { settings, secrets };
}

/** Whether both say the same, in whatever order. */
export function sameValues(one: Values, other: Values): boolean {
  const sorted = (values: Values): string => JSON.stringify(Object.entries(values).sort());
  return sorted(one) === sorted(other);
}

/** What opened one place is not sent to another unless whoever names that place knows it. Throws as `readValues`. */
export function demandSecretsAnew(specs: readonly NotifySettingSpec[], values: Values, secrets: Secrets): void {
  const kept = specs.find(({ key, secret }) => secret && key in secrets && values[key] === undefined);
  if (kept !== undefined)
    throw invalidInput(`values.${kept.key}`, `${kept.title.zh}：发往的地址已变，请重新填写。`, `${kept.why.zh}。`);
}
