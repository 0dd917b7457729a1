import type { ContentChecksView, OwnWordView, StopOverrideView } from '../../src/api/content';
import type { Services } from '../../src/services/index';
import { ACCOUNTS, NOW, UNIT_A } from './officePeople';
import { unused, type OfficeRules } from './officeRules';

const AT = NOW.toISOString();

export const ownWordViewOf = (more: Partial<OwnWordView> = {}): OwnWordView => ({
  ...{ id: '5'.repeat(24), unitId: UNIT_A, unitName: '甲局', ruleId: 'territory', kind: 'prescribed-wording' },
  ...{ words: '福摩萨', standing: 'proposed', lastOn: '2027-01-31', proposedByName: '王敏', proposedAt: AT },
  thread: [{ event: 'propose', name: '王敏', at: AT, words: '展品名称' }],
  acts: ['approve', 'refuse'],
  version: 1,
  ...more,
});

/** One place that is to be looked at, and one that stops it. */
export const contentChecksOf = (): ContentChecksView => ({
  checks: [
    {
      ...{ field: 'body', ruleId: 'territory', level: 'blocking' },
      content: {
        ...{ kind: 'prescribed-wording', before: '展览含', words: '福摩萨', after: '旧图。', suggestion: '台湾' },
        ...{ origin: '新华社新闻信息报道中的禁用词和慎用词', isExcusable: true },
      },
    },
  ],
  mayOverride: true,
});

/** What stops a text and was handed in anyway. */
export const stopOverrideOf = (): StopOverrideView => ({
  ...{ field: 'body', ruleId: 'territory', words: '福摩萨', reason: '展品名称', byName: '李主任', at: AT },
});

/** Words that units use as they are, in the office. */
export function ownWordServices({ change, changeRule, page }: OfficeRules): Pick<Services, 'ownWords'> {
  return {
    ownWords: {
      list: async () => page([ownWordViewOf()]),
      propose: async ({ words }, principal) => {
        change(`own-words:${words}`, ACCOUNTS.ofA, { principal, action: 'own-post.draft' });
        return ownWordViewOf();
      },
      step: async (_of, { step }, principal) => {
        if (step === 'withdraw') change('own-words:withdraw', ACCOUNTS.ofA, { principal, action: 'own-post.draft' });
        else changeRule(`own-words:${step}`, principal);
        return ownWordViewOf();
      },
      dismissExcused: unused,
    },
  };
}
