import {
  interpretPolicies,
  judgeInterpretations,
  type InterpretationContext,
  type ReadColumn,
} from '../../../src/domain/siteChecks/interpretations';
import {
  columnUseOf,
  formOf,
  issuingNames,
  policyOwnerOf,
  type SitePost,
} from '../../../src/domain/siteChecks/ownPolicies';
import type { PolicyDecision } from '../../../src/domain/siteChecks/policyDecisions';
import { addCivilDays, startOfCivilDate as dayBound } from '../../../src/domain/time/civil';
import type { CivilDate } from '../../../src/domain/time/instant';

import { SITE_CHECK_RULES } from '../../services/office';

const RULES = SITE_CHECK_RULES.interpretations;
const OWN = issuingNames('云溪县人民政府', ['云溪县人民政府办公室', '教育局', '云溪县水利局']);
/** A Monday; three working days later is the Thursday. */
const ON = '2026-11-09' as CivilDate;
const DUE = dayBound('2026-11-13' as CivilDate);
const BODY = '第一条 为了加强供水管理。'.repeat(20);

let nth = 0;
function post(title: string, more: Partial<SitePost> & { readonly on?: CivilDate } = {}): SitePost {
  nth += 1;
  const { on = ON, ...rest } = more;
  return {
    ...{ url: `https://yx.example/p${nth}.html`, title, text: BODY, links: [], standing: 'counted' },
    ...{ publishedAt: { precision: 'day', on, original: on }, countedAt: dayBound(addCivilDays(on, 1)) },
    ...rest,
  };
}
function column(name: string, posts: readonly SitePost[], more: Partial<ReadColumn> = {}): ReadColumn {
  return {
    ...{ account: { name, status: 'active' }, posts, isCut: false },
    facts: { lastSightAt: new Date(DUE.getTime() + 1), completeFromAt: dayBound('2026-01-01' as CivilDate) },
    ...more,
  };
}
const context = (more: Partial<InterpretationContext> = {}): InterpretationContext => ({
  ...{ rules: RULES, calendar: { announcedYears: new Set([2026]), days: new Map() } },
  ...{ now: new Date(DUE.getTime() + 1), own: OWN, decisions: [] },
  ...more,
});
const POLICY = (more: Partial<SitePost> = {}) =>
  post('云溪县人民政府关于印发《云溪县供水管理办法》的通知', { text: `云政发〔2026〕7号\n${BODY}`, ...more });
/** How one policy stands beside these articles. */
function stand(policy: SitePost, articles: readonly SitePost[], more: Partial<InterpretationContext> = {}) {
  const columns = [column('政策文件', [policy]), column('政策解读', articles)];
  const [found] = interpretPolicies(columns, context(more));
  return found;
}

test.each([
  ['政策文件', 'policies'],
  ['行政规范性文件', 'policies'],
  ['政策文件解读', 'interpretations'],
  ['通知公告', null],
])('a column called %s is for %s', (name, use) => {
  expect(columnUseOf(name, RULES)).toBe(use);
});

test.each([
  ['云溪县人民政府关于加强供水管理的通知', '', 'own'],
  ['云溪县人民政府办公室关于加强供水管理的通知', '', 'own'],
  ['云溪县教育局关于招生工作的通知', '', 'own'],
  ['云溪县水利局 云溪县财政局关于水价的通知', '', 'own'],
  ['教育局关于招生工作的通知', '', 'own'],
  ['云溪县关于加强供水管理的通知', '', 'own'],
  ['岳阳市教育局关于招生工作的通知', '', 'other'],
  ['国务院关于加强供水管理的通知', '', 'other'],
  ['湖南省人民政府关于加强供水管理的通知', '', 'other'],
  ['关于加强供水管理的通知', '国发〔2026〕7号\n各省：', 'other'],
  ['关于加强供水管理的通知', '湘政发〔2026〕7号\n各市州：', 'other'],
  ['关于加强供水管理的通知', '岳政发〔2026〕7号\n各乡镇：', 'unsaid'],
])('%s is %s%s', (title, text, owner) => {
  expect(policyOwnerOf({ title, text }, OWN)).toBe(owner);
});

describe('a policy and an article belong together', () => {
  test('by a link from the article to the policy, whatever its title says', () => {
    const policy = POLICY();
    const article = post('供水新规看过来', { links: [`${policy.url}?from=list`] });
    expect(stand(policy, [article])).toMatchObject({ state: 'paired', interpretation: { by: 'link' } });
  });
  test('by a link from the policy to the article', () => {
    const article = post('供水新规看过来');
    expect(stand(POLICY({ links: [article.url] }), [article])?.interpretation?.by).toBe('link');
  });
  test('by the number of the policy', () => {
    expect(stand(POLICY(), [post('供水新规', { text: `（云政发〔2026〕7号）${BODY}` })])?.interpretation?.by).toBe(
      'doc-number',
    );
    expect(stand(POLICY(), [post('供水新规', { text: `（云政发〔2026〕8号）${BODY}` })])?.state).toBe('missing');
  });
  test('by its whole title, or that of what it issues; not by a title that is alike', () => {
    expect(stand(POLICY(), [post('《云溪县供水管理办法》解读')])?.interpretation?.by).toBe('title');
    expect(stand(POLICY(), [post('《云溪县供水管理办法（修订）》解读')])?.state).toBe('missing');
    expect(stand(POLICY(), [post('云溪县供水管理办法解读')])?.state).toBe('missing');
  });
  test('not where the article is about another policy and only cites this one as its ground', () => {
    const policy = POLICY();
    const other = post('云溪县人民政府关于印发《云溪县水价方案》的通知');
    const article = post('《云溪县水价方案》解读', { text: `根据《云溪县供水管理办法》（云政发〔2026〕7号）${BODY}` });
    const columns = [column('政策文件', [policy, other]), column('政策解读', [article])];
    expect(interpretPolicies(columns, context()).map(({ title, state }) => [title, state])).toEqual([
      [policy.title, 'missing'],
      [other.title, 'paired'],
    ]);
  });
  test('not where the article is of long before: it is about an earlier year', () => {
    const article = (on: string) => post('《云溪县供水管理办法》解读', { on: on as CivilDate });
    expect(stand(POLICY(), [article('2026-10-10')])?.state).toBe('paired');
    expect(stand(POLICY(), [article('2026-10-09')])?.state).toBe('missing');
  });
  test('also where the article stands in the column of policies', () => {
    const columns = [column('政策文件', [POLICY(), post('《云溪县供水管理办法》解读')]), column('政策解读', [])];
    expect(interpretPolicies(columns, context()).map(({ state }) => state)).toEqual(['paired']);
  });
  test('not where the article is gone', () => {
    expect(stand(POLICY(), [post('《云溪县供水管理办法》解读', { goneAt: DUE })])?.state).toBe('missing');
  });
});

describe('a policy that nothing explains', () => {
  test('has time until its working days are over, weekends not counted', () => {
    expect(stand(POLICY(), [], { now: new Date(DUE.getTime() - 1) })).toMatchObject({ state: 'waiting', dueBy: DUE });
    expect(stand(POLICY(), [], { now: DUE })?.state).toBe('missing');
    const friday = stand(
      POLICY({ publishedAt: { precision: 'day', on: '2026-11-06' as CivilDate, original: '' } }),
      [],
    );
    expect(friday?.dueBy).toEqual(dayBound('2026-11-12' as CivilDate));
  });
  test('is listed only where it is an own policy of the window, and no appointment or meeting', () => {
    expect(stand(post('云溪县人民政府关于王敏任职的通知'), [])).toBeUndefined();
    expect(stand(post('云溪县人民政府关于召开会议的通知'), [])).toBeUndefined();
    expect(stand(post('云溪县人民政府关于印发《会议费管理办法》的通知'), [])?.state).toBe('missing');
    expect(stand(post('国务院关于加强供水管理的通知'), [])).toBeUndefined();
    expect(stand(POLICY({ countedAt: new Date(DUE.getTime() - 91 * 86_400_000) }), [])).toBeUndefined();
  });
  test.each([
    ['whose', post('关于加强供水管理的通知'), {}, []],
    ['policy-unread', POLICY({ text: '', textState: 'unread' }), {}, []],
    ['policy-unread', POLICY({ textState: 'gone' }), {}, []],
    ['interpretation-unread', POLICY(), {}, [post('供水新规', { on: '2026-11-10' as CivilDate, textState: 'unread' })]],
    ['column-not-seen', POLICY(), { lastSightAt: new Date(DUE.getTime() - 1) }, []],
    ['column-not-seen', POLICY(), { lastSightAt: null }, []],
    ['column-not-seen', POLICY(), { completeFromAt: dayBound('2026-11-12' as CivilDate) }, []],
  ])('accuses nobody where nothing proves it: %s', (unsure, policy, facts, articles) => {
    const shelf = column('政策解读', articles);
    const columns = [column('政策文件', [policy]), { ...shelf, facts: { ...shelf.facts, ...facts } }];
    expect(interpretPolicies(columns, context())).toMatchObject([{ state: 'unknown', unsure }]);
  });
  test('accuses nobody where no column of interpretations is watched, or it has more than was read', () => {
    const alone = [column('政策文件', [POLICY()])];
    expect(interpretPolicies(alone, context())).toMatchObject([{ unsure: 'no-column' }]);
    expect(judgeInterpretations(interpretPolicies(alone, context()), alone, RULES)).toMatchObject({
      ...{ state: 'unknown', reason: 'no-interpretation-column' },
    });
    const cut = [...alone, column('政策解读', [], { isCut: true })];
    expect(interpretPolicies(cut, context())).toMatchObject([{ unsure: 'column-not-seen' }]);
    const stopped = [...alone, column('政策解读', [], { account: { name: '政策解读', status: 'cancelled' } })];
    expect(interpretPolicies(stopped, context())).toMatchObject([{ unsure: 'no-column' }]);
  });
});

describe('what a person has decided', () => {
  const decided = (policy: SitePost, more: Partial<PolicyDecision>): readonly PolicyDecision[] => [
    {
      ...{ policy: policy.url.replace('https://', ''), act: 'excuse', address: null, reason: '内部管理' },
      ...{ by: { id: '1', name: '王敏' }, at: DUE, ...more },
    },
  ];
  test('excuses a policy that is missing, and one that is unknown', () => {
    const policy = POLICY();
    expect(stand(policy, [], { decisions: decided(policy, {}) })?.state).toBe('excused');
    const unread = POLICY({ textState: 'unread' });
    expect(stand(unread, [], { decisions: decided(unread, {}) })?.state).toBe('excused');
  });
  test('names its interpretation, by its title and form where it stands in a column', () => {
    const policy = POLICY();
    const article = post('一图读懂供水新规');
    const decisions = decided(policy, { act: 'name', address: article.url });
    const interpretation = { url: article.url, title: '一图读懂供水新规', form: 'picture', by: 'person' };
    expect(stand(policy, [article], { decisions })).toMatchObject({ state: 'paired', interpretation });
    expect(stand(policy, [], { decisions })?.interpretation).toMatchObject({ title: '', form: 'unknown' });
  });
});

test.each([
  ['text', post('《云溪县供水管理办法》解读')],
  ['picture', post('一图读懂《云溪县供水管理办法》', { textState: 'unread' })],
  ['picture', post('《云溪县供水管理办法》解读', { text: '见图', links: ['https://yx.example/a.jpg'] })],
  ['video', post('视频解读：供水新规')],
  ['video', post('供水新规', { text: '见视频', links: ['https://yx.example/a.mp4?x=1'] })],
  ['unknown', post('《云溪县供水管理办法》解读', { textState: 'unread' })],
  ['unknown', post('供水新规', { text: '见附件' })],
])('the form of an interpretation is %s', (form, article) => {
  expect(formOf(article)).toBe(form);
});

test('a site is warned of gaps and never fails by them; the figures say how many of which form', () => {
  const [first, second] = [POLICY(), post('云溪县教育局关于招生工作的通知')];
  const columns = [column('政策文件', [first, second]), column('政策解读', [post('《云溪县供水管理办法》解读')])];
  const found = judgeInterpretations(interpretPolicies(columns, context()), columns, RULES);
  expect(found).toMatchObject({
    ...{ state: 'warn', reason: 'interpretations-missing', clause: RULES.clause },
    figures: { policies: 2, paired: 1, missing: 1, waiting: 0, excused: 0, unsure: 0, text: 1, picture: 0, video: 0 },
  });
  const fine = [column('政策文件', [first]), columns[1]].filter((one) => one !== undefined);
  expect(judgeInterpretations(interpretPolicies(fine, context()), fine, RULES)).toMatchObject({
    ...{ state: 'pass', reason: 'interpretations-there', clause: null },
  });
  const unseen = [column('政策文件', [], { facts: { lastSightAt: null, completeFromAt: null } })];
  expect(judgeInterpretations([], unseen, RULES).reason).toBe('interpretations-not-seen');
  expect(judgeInterpretations([], [column('通知公告', [])], RULES).reason).toBe('no-policy-column');
});
