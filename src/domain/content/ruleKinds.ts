import type { ContentKind } from './contentHit';
import type { ContentPack } from './contentPack';

/** Of which kind what a rule of the pack finds is; null: no such rule. */
export type KindOfRule = (ruleId: string) => ContentKind | null;

export function createKindOfRule({ checks, phrases }: Pick<ContentPack, 'checks' | 'phrases'>): KindOfRule {
  const kinds = new Map<string, ContentKind>([
    ...checks.map(({ kind }) => [kind, kind] as const),
    ...phrases.map(({ id, kind }) => [id, kind] as const),
  ]);
  return (ruleId) => kinds.get(ruleId) ?? null;
}
