/** What a password must be, one rule each, with where the rule comes from. */
export interface PasswordRule {
  readonly id: 'length' | 'classes' | 'no-username' | 'another';
  /** How many characters, or kinds of characters, it takes; null: the rule has no figure. */
  readonly least: number | null;
  /** The text it goes back to; it is shown to people as it stands. */
  readonly source: string;
}

const LEVEL_PROTECTION = 'GB/T 22239-2019 安全计算环境·身份鉴别（要求有复杂度）';
const ASSESSORS = '等保测评惯例（不少于 8 位，四类字符中的三类），标准正文未列数字';

/** The rules of every password that a person sets. The figures are the assessors' habit, not the standard's text. */
export const PASSWORD_RULES: readonly PasswordRule[] = [
  { id: 'length', least: 10, source: `${LEVEL_PROTECTION}；${ASSESSORS}；本系统取 10 位` },
  { id: 'classes', least: 3, source: `${LEVEL_PROTECTION}；${ASSESSORS}` },
  { id: 'no-username', least: null, source: `${LEVEL_PROTECTION}；本系统取法` },
  { id: 'another', least: null, source: `${LEVEL_PROTECTION}（要求更换）；本系统取法` },
];

/** The fewest characters of any password, one in an import file included. */
export const MIN_PASSWORD_LENGTH = leastOf('length');
const MIN_CLASSES = leastOf('classes');
/** Kinds of characters; whatever is none of the first three is of the fourth. */
const CLASSES = [/[a-z]/u, /[A-Z]/u, /[0-9]/u, /[^a-zA-Z0-9]/u];

function leastOf(id: PasswordRule['id']): number {
  return PASSWORD_RULES.find((rule) => rule.id === id)?.least ?? 0;
}

/** Which rules a password breaks, in the order of the rules. `isPresent`: it is the password that is there already. */
export function brokenPasswordRules(
  password: string,
  { username, isPresent }: { readonly username: string; readonly isPresent: boolean },
): readonly PasswordRule['id'][] {
  const breaks: Readonly<Record<PasswordRule['id'], boolean>> = {
    length: [...password].length < MIN_PASSWORD_LENGTH,
    classes: CLASSES.filter((kind) => kind.test(password)).length < MIN_CLASSES,
    'no-username': password.toLowerCase().includes(username.toLowerCase()),
    another: isPresent,
  };
  return PASSWORD_RULES.map(({ id }) => id).filter((id) => breaks[id]);
}
