import type { OwnPostId } from '../../src/domain/ids';
import { AUTHOR, drafted } from './ownPosts/ownPostWorld';
import { issuePolicy } from './fixtures';
import { useWorld } from './useWorld';
import { PAGE } from './world';

const world = useWorld();

const findings = async (externalId: string) =>
  (await world.storage.findings.list((await world.account(externalId)).account.id, PAGE)).items;

describe('the content of a draft', () => {
  test('is shown with the words marked, what should stand there and what that rests on', async () => {
    await world.addAccounts(['weibo', 'w']);
    const post = await drafted(world, ['w'], { body: '由环境保护部负责，增长5%%。' });
    const { checks } = await world.services.ownPosts.previewOf(post.id as OwnPostId, AUTHOR);
    expect(
      checks.filter(({ kind }) => kind === 'content').map(({ level, field, content }) => ({ level, field, content })),
    ).toEqual([
      {
        level: 'hint',
        field: 'body',
        content: {
          ...{
            kind: 'outdated-name',
            before: '由',
            words: '环境保护部',
            after: '负责，增长5%%。',
            suggestion: '生态环境部',
            isExcusable: true,
          },
          origin: '《国务院机构改革方案》（2018年3月17日第十三届全国人民代表大会第一次会议批准）：不再保留的机构',
        },
      },
      {
        level: 'hint',
        field: 'body',
        content: {
          ...{
            kind: 'figure',
            before: '由环境保护部负责，增长5',
            words: '%%',
            after: '。',
            suggestion: '%',
            isExcusable: false,
          },
          origin: 'GB/T 15835—2011《出版物上数字用法》4.1.1 用于计量的数字',
        },
      },
    ]);
  });
});

describe('a title cited in a draft', () => {
  test('that is nearly one of a document that had to be reposted is shown with the right one; as it is, it is not', async () => {
    await world.addAccounts(['weibo', 'w']);
    const { title } = await issuePolicy(world);
    const altered = title.replace('关于', '关于于');
    expect(altered).not.toBe(title);
    const said = async (cited: string) => {
      const post = await drafted(world, ['w'], { body: `现转发《${cited}》。` });
      const { checks } = await world.services.ownPosts.previewOf(post.id as OwnPostId, AUTHOR);
      return checks.flatMap(({ content }) =>
        content?.kind === 'altered-title' ? [[content.words, content.suggestion]] : [],
      );
    };
    expect(await said(altered)).toEqual([[altered, title]]);
    expect(await said(title)).toEqual([]);
  });
});

describe('the content of a public post', () => {
  test('is a finding where it is certain and none where it is a hint, one a rule and post', async () => {
    await world.addAccounts(['weibo', 'w']);
    world.platform.publishByHand('w', {
      title: '会议通知',
      text: '会议定于2026年2月30日召开，6月31日报名截止，按国发[2026]30号办理。',
    });
    await world.lookAtDue();
    const found = await findings('w');
    expect(
      found.map(({ kind, ruleId, detail, evidence }) => ({ kind, ruleId, detail, excerpt: evidence.excerpt })),
    ).toEqual([
      {
        ...{ kind: 'improper', ruleId: 'impossible-date', detail: 'impossible-date' },
        excerpt: '会议通知\n会议定于2026年2月30日召开，6月31日报名截止',
      },
    ]);
    expect(found[0]?.clause?.source).toContain('公历');
  });

  test('is none where nothing is wrong', async () => {
    await world.addAccounts(['weibo', 'w']);
    world.platform.publishByHand('w', { title: '会议通知', text: '会议定于2026年2月27日召开。' });
    await world.lookAtDue();
    expect(await findings('w')).toEqual([]);
  });
});
