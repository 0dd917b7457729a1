import type { HandCopyView, OwnPostPreviewView, OwnPostView } from '../../src/api/ownPosts';
import type { Services } from '../../src/services/index';
import { stopOverrideOf } from './officeOwnWords';
import { ACCOUNTS, UNIT_A } from './officePeople';
import { unused, type OfficeRules } from './officeRules';

const AT = '2026-11-20T02:00:00.000Z';
const ID = ACCOUNTS.ofA;
const FORM = { accountId: ID, accountName: '甲县发布', platform: 'weibo', title: null, text: '一句话' } as const;

/** One complete example of every view. */
const ownPostOf = (more: Partial<OwnPostView> = {}): OwnPostView => ({
  ...{ id: ID, unitId: UNIT_A, unitName: '甲局', title: '防汛提示', state: 'publishing', scheduledFor: AT },
  ...{ authorName: '李四', channels: 1, seen: 0, manual: 1, differing: 1, createdAt: AT, changedAt: AT },
  ...{ body: '请注意防汛。', summary: '', link: 'https://city.example/a' },
  pictures: [{ fileId: ID, alt: '堤坝' }],
  attachments: [{ fileId: ID, name: '通知.pdf' }],
  forms: [FORM],
  isAuthorDisabled: false,
  reviewId: ID,
  overrides: [stopOverrideOf()],
  contentHash: 'ab',
  checks: {
    at: AT,
    found: [
      {
        ...{ kind: 'by-hand', level: 'hint', accountId: ID, accountName: '甲县发布' },
        ...{ field: 'channels.0', code: 'no-api', excerpt: '', content: null },
      },
      {
        ...{ kind: 'content', level: 'hint', accountId: null, accountName: '', field: 'body' },
        ...{ code: 'figure', excerpt: '增长5%%，' },
        content: {
          ...{ kind: 'figure', before: '增长5', words: '%%', after: '，', suggestion: '%', isExcusable: false },
          origin: 'GB/T 15835—2011《出版物上数字用法》',
        },
      },
    ],
  },
  passedAt: AT,
  begunAt: AT,
  copies: [
    {
      ...{ accountId: ID, accountName: '甲县发布', platform: 'weibo', state: 'manual', reason: 'no-api' },
      ...{ jobId: ID, postId: ID, url: 'https://weibo.example/1', seenAt: AT, compared: true },
      differences: [{ kind: 'figure', expected: '3', found: '4', excerpt: '4 人' }],
      ...{ goneAt: AT, leftListAt: AT, settled: { byName: '王主任', at: AT, reason: '按原文' } },
      toPublish: { title: '防汛提示', text: '一句话', link: null },
    },
  ],
  watchedFromAt: AT,
  watchedUntilAt: AT,
  acts: ['withdraw'],
  version: 3,
  ...more,
});
const ownPreviewOf = (): OwnPostPreviewView => ({
  channels: [
    {
      ...{
        accountId: ID,
        accountName: '甲县发布',
        platform: 'weibo',
        failure: { code: 'weibo-no-link', message: '缺少' },
      },
      draft: { title: '防汛提示', text: '一句话', link: 'https://city.example/a', digest: '' },
      measures: [{ name: 'counted-characters', value: 20, limit: 140 }],
      byHand: 'pictures',
    },
  ],
  checks: ownPostOf().checks?.found ?? [],
  mayOverride: true,
});

const handCopyOf = (): HandCopyView => ({
  ...{ ownPostId: ID, title: '防汛提示', accountId: ID, accountName: '甲县发布', platform: 'weibo' },
  ...{ homeUrl: 'https://weibo.example/', unitId: UNIT_A, unitName: '甲局', reason: 'no-api', begunAt: AT },
  toPublish: { title: '防汛提示', text: '一句话', link: null },
  pictures: [{ fileId: ID, alt: '堤坝' }],
  attachments: [{ fileId: ID, name: '通知.pdf' }],
  ...{ takesLink: true, mayRetry: true },
});

/** Own items, in the office. */
export function ownPostServices({ change, page, visible }: OfficeRules): Pick<Services, 'ownPosts'> {
  return {
    ownPosts: {
      list: async () => page([listed()]),
      show: async (id, principal) => {
        visible(id, principal);
        return ownPostOf();
      },
      draft: async (_unitId, _writing, principal) => {
        change('drafted', ID, { principal, action: 'own-post.draft' });
        return ownPostOf();
      },
      edit: async ({ id }, _writing, principal) => {
        change('edited', id, { principal, action: 'own-post.draft' });
        return ownPostOf();
      },
      submit: async ({ id }, principal) => {
        change('handed-in', id, { principal, action: 'own-post.draft' });
        return ownPostOf();
      },
      withdraw: async (id, _reason, principal) => {
        change('taken-back', id, { principal, action: 'own-post.draft' });
        return ownPostOf();
      },
      settle: async ({ id }, _settlement, principal) => {
        change('settled', id, { principal, action: 'finding.dismiss' });
        return ownPostOf();
      },
      byHand: async () => page([handCopyOf()]),
      retry: async (id, _accountId, principal) => {
        change('retried', id, { principal, action: 'job.retry' });
        return ownPostOf();
      },
      preview: async () => ownPreviewOf(),
      previewOf: async (id, principal) => {
        visible(id, principal);
        return ownPreviewOf();
      },
      publishOwnPosts: unused,
      mendOwnPosts: unused,
    },
  };
}

function listed() {
  const { id, unitId, unitName, title, state, scheduledFor, authorName, ...rest } = ownPostOf();
  const { channels, seen, manual, differing, createdAt, changedAt } = rest;
  return {
    ...{ id, unitId, unitName, title, state, scheduledFor, authorName },
    ...{ channels, seen, manual, differing, createdAt, changedAt },
  };
}
