import { importFileSchema, type ImportFile } from './importFileSchema';
import { problemsOf, type ImportProblem } from './importProblem';

const TWICE = '在本文件中出现了两次，请删去一行 (given twice in this file)';

/** Checks a file by itself: shapes, days, rows given twice. What it refers to is checked by `checkReferences`. */
export function readImportFile(
  text: string,
): { readonly file: ImportFile } | { readonly problems: readonly ImportProblem[] } {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    return { problems: [{ path: '(file)', message: `不是有效的 JSON (not valid JSON): ${(cause as Error).message}` }] };
  }
  const parsed = importFileSchema.safeParse(value, { reportInput: true });
  if (!parsed.success) return { problems: parsed.error.issues.flatMap(problemsOf) };
  const { units, sites = [], accounts, people } = parsed.data;
  const problems = [
    ...twice(units, (unit) => unit.key).map((index) => ({ path: `units.${index}.key`, message: TWICE })),
    ...twice(sites, (site) => site.key).map((index) => ({ path: `sites.${index}.key`, message: TWICE })),
    ...twice(accounts, (account) => `${account.platform} ${account.externalId}`).map((index) => ({
      path: `accounts.${index}.externalId`,
      message: TWICE,
    })),
    ...twice(people, (person) => person.username).map((index) => ({
      path: `people.${index}.username`,
      message: TWICE,
    })),
    ...accounts.flatMap((account, index) =>
      account.site !== undefined && account.platform !== 'portal'
        ? [{ path: `accounts.${index}.site`, message: '只有门户栏目属于站点 (only portal columns belong to a site)' }]
        : [],
    ),
    ...people.flatMap((person, index) =>
      person.unit === null && person.role === 'officer'
        ? [{ path: `people.${index}.unit`, message: '信息员必须有所属单位，请填写单位 (an officer needs a unit)' }]
        : [],
    ),
  ];
  return problems.length > 0 ? { problems } : { file: parsed.data };
}

function twice<T>(rows: readonly T[], keyOf: (row: T) => string): number[] {
  const seen = new Set<string>();
  return rows.flatMap((row, index) => {
    const key = keyOf(row);
    if (seen.has(key)) return [index];
    seen.add(key);
    return [];
  });
}
