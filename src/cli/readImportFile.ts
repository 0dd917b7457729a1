import { z } from 'zod';
import { PLATFORMS } from '../domain/accounts/account';
import { nearest } from '../domain/nearest';
import { ROLES } from '../domain/people/role';

/**
 * The file an office imports: its units, accounts with their credentials, and people.
 * Adding only: a row that is there already is updated in name and settings; nothing is ever deleted by an import.
 */
const fileSchema = z.strictObject({
  units: z
    .array(
      z.strictObject({
        key: z.string().min(1).max(64),
        name: z.string().min(1).max(120),
        parent: z.string().nullable(),
        level: z.enum(['county', 'department', 'town']),
      }),
    )
    .max(20_000),
  accounts: z
    .array(
      z.strictObject({
        unit: z.string(),
        platform: z.enum(PLATFORMS),
        externalId: z.string().min(1).max(500),
        name: z.string().min(1).max(120),
        homeUrl: z.url({ protocol: /^https?$/ }),
        columnClass: z.enum(['account', 'news', 'notices', 'other']).default('account'),
        region: z.string().default(''),
        openedOn: z
          .string()
          .regex(/^\d{4}-\d{2}-\d{2}$/)
          .nullable()
          .default(null),
        settings: z.record(z.string(), z.string()).default({}),
        credential: z.record(z.string(), z.string()).nullable().default(null),
      }),
    )
    .max(20_000),
  people: z
    .array(
      z.strictObject({
        username: z.string().regex(/^[a-z0-9._-]{2,40}$/, '2 to 40 of a-z 0-9 . _ -'),
        name: z.string().min(1).max(60),
        role: z.enum(ROLES),
        unit: z.string().nullable(),
        // Without one the password that is set stays; a new person then signs in by link only.
        password: z.string().min(10, 'at least 10 characters').max(200).nullable().default(null),
      }),
    )
    .max(5_000)
    .default([]),
});
export type ImportFile = z.infer<typeof fileSchema>;

/** One row that cannot be taken, with its place in the file. */
export interface ImportProblem {
  readonly path: string;
  readonly message: string;
}

/** Checks a whole file: shapes, references between rows, rows given twice. Nothing is taken unless all of it can be. */
export function readImportFile(
  text: string,
): { readonly file: ImportFile } | { readonly problems: readonly ImportProblem[] } {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    return { problems: [{ path: '(file)', message: `not valid JSON: ${(cause as Error).message}` }] };
  }
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) return { problems: parsed.error.issues.flatMap(describe) };
  const problems = [...checkUnits(parsed.data), ...checkAccounts(parsed.data), ...checkPeople(parsed.data)];
  return problems.length > 0 ? { problems } : { file: parsed.data };
}

const KNOWN = [
  ...Object.keys(fileSchema.shape),
  'key',
  'name',
  'parent',
  'level',
  'unit',
  'platform',
  'externalId',
  'homeUrl',
  'columnClass',
  'region',
  'openedOn',
  'settings',
  'credential',
  'username',
  'role',
  'password',
];

function describe(issue: z.core.$ZodIssue): ImportProblem[] {
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
  return issue.keys.map((key) => {
    const suggestion = nearest(key, KNOWN);
    return {
      path: path === '' ? key : `${path}.${key}`,
      message: suggestion === null ? 'unknown key' : `unknown key, did you mean "${suggestion}"?`,
    };
  });
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

function checkUnits({ units }: ImportFile): ImportProblem[] {
  const problems = twice(units, (unit) => unit.key).map((index) => ({
    path: `units.${index}.key`,
    message: 'given twice in this file',
  }));
  const before = new Set<string>();
  units.forEach((unit, index) => {
    if (unit.parent !== null && !before.has(unit.parent))
      problems.push({
        path: `units.${index}.parent`,
        message: `no unit "${unit.parent}" stands before this row; list a unit after the unit above it`,
      });
    before.add(unit.key);
  });
  return problems;
}

function checkAccounts({ units, accounts }: ImportFile): ImportProblem[] {
  const keys = new Set(units.map((unit) => unit.key));
  const problems = twice(accounts, (account) => `${account.platform} ${account.externalId}`).map((index) => ({
    path: `accounts.${index}.externalId`,
    message: 'this platform and id are given twice in this file',
  }));
  accounts.forEach((account, index) => {
    if (!keys.has(account.unit))
      problems.push({ path: `accounts.${index}.unit`, message: `no unit "${account.unit}" in this file` });
  });
  return problems;
}

function checkPeople({ units, people }: ImportFile): ImportProblem[] {
  const keys = new Set(units.map((unit) => unit.key));
  const problems = twice(people, (person) => person.username).map((index) => ({
    path: `people.${index}.username`,
    message: 'given twice in this file',
  }));
  people.forEach((person, index) => {
    if (person.unit !== null && !keys.has(person.unit))
      problems.push({ path: `people.${index}.unit`, message: `no unit "${person.unit}" in this file` });
    if (person.unit === null && person.role === 'officer')
      problems.push({ path: `people.${index}.unit`, message: 'an officer needs a unit' });
  });
  return problems;
}
