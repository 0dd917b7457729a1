import type { Platform } from '../../../domain/accounts/account';
import type { Authority } from '../../../domain/policies/policy';
import type { RuleView } from '../../../api/mandates';

/** A rule as it stands in the form; lists of words as typed. */
export interface RuleForm {
  readonly key: string;
  readonly title: string;
  readonly authorities: readonly Authority[];
  readonly topicWords: string;
  readonly platforms: readonly Platform[];
  readonly regions: string;
  readonly limit: RuleView['limit'];
  readonly review: RuleView['review'];
  readonly effectiveFrom: string;
  readonly clause: string;
  readonly newVersions: RuleView['newVersions'];
  readonly interpretations: boolean;
  readonly offersInterpretations: boolean;
  readonly binds: RuleView['binds'];
  readonly sectors: readonly string[];
  readonly limitByPlatform: RuleView['limitByPlatform'];
}

export const NEW_RULE: RuleForm = {
  key: '',
  title: '',
  authorities: ['province'],
  topicWords: '',
  platforms: ['weibo', 'wechat', 'portal'],
  regions: '',
  limit: { workingDays: 1 },
  limitByPlatform: {},
  review: 'staged',
  effectiveFrom: '',
  clause: '',
  newVersions: 'ignore',
  interpretations: false,
  offersInterpretations: true,
  binds: 'everybody',
  sectors: [],
};

export function formOf(rule: RuleView): RuleForm {
  return { ...rule, topicWords: rule.topicWords.join(' '), regions: rule.regions.join(' ') };
}

const words = (text: string): string[] => text.split(/[\s,，、]+/u).filter((word) => word !== '');

export function draftOf(form: RuleForm): object {
  const {
    key,
    title,
    authorities,
    platforms,
    limit,
    limitByPlatform,
    review,
    effectiveFrom,
    clause,
    newVersions,
    interpretations,
    offersInterpretations,
    binds,
    sectors,
  } = form;
  return {
    key: key.trim(),
    title: title.trim(),
    authorities,
    topicWords: words(form.topicWords),
    platforms,
    regions: words(form.regions),
    limit,
    limitByPlatform,
    review,
    effectiveFrom,
    clause: clause.trim(),
    newVersions,
    interpretations,
    offersInterpretations,
    binds,
    sectors,
  };
}

export function isComplete({ key, title, authorities, platforms, effectiveFrom, clause }: RuleForm): boolean {
  return (
    [key, title, effectiveFrom, clause].every((text) => text.trim() !== '') &&
    authorities.length > 0 &&
    platforms.length > 0
  );
}
