import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { CONTENT_KINDS, CONTENT_SEVERITIES } from '../domain/content/contentHit';
import type { ContentPack } from '../domain/content/contentPack';
import { asCivilDate } from '../domain/time/civil';
import type { CivilDate } from '../domain/time/instant';
import { configDir, readJson } from './configFiles';
import type { ProblemList } from './problems';

const words = z.string().trim().min(1, '应为非空文字');
const kind = z.enum(CONTENT_KINDS);
const severity = z.enum(CONTENT_SEVERITIES);
const day = z
  .string()
  .refine((text) => asCivilDate(text) !== null, '应为日期，如 2018-03-17')
  .transform((text) => text as CivilDate)
  .nullable();
/** Two characters: one alone stands in other words everywhere. */
const pattern = z.string().min(2, '至少两个字');

const phrases = z
  .strictObject({
    id: words,
    kind,
    severity,
    origin: words,
    words: z.record(pattern, words.nullable()),
    excusedBy: z.array(words),
    notBefore: z.array(words),
    notAfter: z.array(words).default([]),
    standsAlone: z.boolean(),
    validFrom: day,
    validUntil: day,
  })
  .refine(({ validFrom, validUntil }) => validFrom === null || validUntil === null || validFrom < validUntil, {
    path: ['validUntil'],
    message: '必须晚于 validFrom（不含该日）',
  })
  .refine((entry) => Object.entries(entry.words).every(([written, right]) => written !== right), {
    path: ['words'],
    message: '建议与原文相同',
  });

const host = z.string().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, '应为主机名，如 taobao.com');

const pack = z.strictObject({
  id: words,
  version: words,
  title: words,
  checks: z.array(z.strictObject({ kind, severity, origin: words })),
  phrases: z.array(phrases),
  terms: z.array(z.strictObject({ origin: words, words: z.array(pattern).min(1) })),
  shopHosts: z.array(host),
  allowedHosts: z.array(host).min(1).nullable().default(null),
});

/**
 * Every content pack of `config/content/` as one, in the order of the file names. Of checks of one kind and phrases
 * of one id the later file holds, so an office's own file overrides the national one entry by entry. Every entry
 * names its public origin; an unknown key is an error. Links that are allowed are those of the last file that names
 * any.
 */
export function readContentPacks(problems: ProblemList): ContentPack {
  const folder = path.join(configDir, 'content');
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  const packs = names.sort().flatMap((name) => {
    const parsed = pack.safeParse(readJson(path.join(folder, name), problems));
    if (parsed.success) return [parsed.data];
    for (const issue of parsed.error.issues)
      problems.error('content-pack', `content/${name} ${issue.path.join('.')}`, issue.message);
    return [];
  });
  return joinContentPacks(packs);
}

function joinContentPacks(packs: readonly ContentPack[]): ContentPack {
  const last = packs.at(-1);
  const checks = new Map(packs.flatMap((one) => one.checks).map((check) => [check.kind, check]));
  const entries = new Map(packs.flatMap((one) => one.phrases).map((entry) => [entry.id, entry]));
  return {
    id: packs.map(({ id }) => id).join('+'),
    version: packs.map(({ version }) => version).join('+'),
    title: last?.title ?? '',
    checks: [...checks.values()],
    phrases: [...entries.values()],
    terms: packs.flatMap(({ terms }) => terms),
    shopHosts: packs.flatMap(({ shopHosts }) => shopHosts),
    allowedHosts: packs.findLast(({ allowedHosts }) => allowedHosts !== null)?.allowedHosts ?? null,
  };
}
