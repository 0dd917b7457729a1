import type { ReviewView } from '../../../api/reviews';
import type { Language } from '../../theme/appearance';
import type { Words } from '../../words/zh';

interface Titled {
  readonly title: string;
  readonly titleEn: string;
}

/** What a stage is called in the language of the page: offices name them themselves. */
export function titleOf({ title, titleEn }: Titled, language: Language): string {
  return language === 'en' ? titleEn : title;
}

/** Who acted, and for whom. */
export function whoText(
  { name, insteadOfName }: { readonly name: string | null; readonly insteadOfName: string | null },
  { detail }: Words['reviews'],
): string {
  return name === null || insteadOfName === null ? (name ?? '') : detail.insteadOf(name, insteadOfName);
}

/** The stage that comes next, or the gate that stands before it; or how the review ended. */
export function stageText(
  { state, stage, stages, secrecy }: ReviewView,
  { words: { reviews: texts }, language }: { readonly words: Words; readonly language: Language },
): string {
  const next = stages.find(({ key }) => key === stage);
  if (state !== 'open' || next === undefined) return texts.state[state];
  const waitsForGate = secrecy !== null && secrecy.before === stage && secrecy.result !== 'pass';
  return waitsForGate ? texts.secrecy.title : titleOf(next, language);
}

/** The stages that are still to be taken, and the secrecy gate, to be chosen from. */
export function placesOf(
  { stages, secrecy }: ReviewView,
  { secrecy: gate, language }: { readonly secrecy: string; readonly language: Language },
): { readonly value: string; readonly label: string }[] {
  return [
    ...stages
      .filter(({ passed }) => passed === null)
      .map(({ key, ...stage }) => ({ value: key, label: titleOf(stage, language) })),
    ...(secrecy === null ? [] : [{ value: 'secrecy', label: gate }]),
  ];
}
