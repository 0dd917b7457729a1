import type { ContentChecksView } from '../../../src/api/content';
import { createInspectContent } from '../../../src/domain/content/inspectContent';
import type { ContentPack, ContentPhrases } from '../../../src/domain/content/contentPack';
import { createKindOfRule } from '../../../src/domain/content/ruleKinds';
import type { StopLift } from '../../../src/domain/content/stopOverride';
import type { InteractionId, LiaisonId, OwnPostId, SubmissionId, UnitId } from '../../../src/domain/ids';
import { addCivilDays, civilDateOf } from '../../../src/domain/time/civil';
import { createServices, type Services } from '../../../src/services/index';
import type { Principal } from '../../../src/domain/people/role';
import { AUTHOR, drafted, FIRST, shown, take, THIRD, versioned, writing } from '../ownPosts/ownPostWorld';
import { SETTINGS } from '../office';
import { useWorld } from '../useWorld';
import { PAGE, principal } from '../world';

/** An office's own pack: two words that are not published, and one that is to be looked at. */
const phrases: Omit<ContentPhrases, 'id' | 'severity' | 'words'> = {
  ...{ kind: 'prescribed-wording', origin: '本县规定', excusedBy: [], notBefore: [], notAfter: [] },
  ...{ standsAlone: false, validFrom: null, validUntil: null },
};
const PACK: ContentPack = {
  ...{ id: 'office', version: '1', title: '本县用语', checks: [], terms: [], shopHosts: [], allowedHosts: null },
  phrases: [
    { ...phrases, id: 'never', severity: 'stop', words: { 最佳营商: null, 全国首创: null } },
    { ...phrases, id: 'seldom', severity: 'hint', words: { 高大上: null } },
  ],
};
const content = { ...SETTINGS.content, inspect: createInspectContent(PACK), kindOf: createKindOfRule(PACK) };
const world = useWorld();
let services: Services;
beforeEach(() => {
  services = createServices({ ...world.deps, settings: { ...SETTINGS, content } });
});
const ROOT = THIRD;
const OPERATOR = principal('operator', '2');
const lift = (words: string, more: Partial<StopLift> = {}): StopLift => ({
  ...{ field: 'body', ruleId: 'never', words, reason: ' 引用会议原文 ' },
  ...more,
});
const refusalOf = (made: Promise<unknown>): Promise<unknown> =>
  made.then(
    () => null,
    ({ code, field }: { readonly code: string; readonly field?: string }) => field ?? code,
  );
const found = ({ checks }: ContentChecksView) =>
  checks.map(({ field, level, content }) => [field, level, content.words]);

describe('a draft that a check stops', () => {
  const stopped = (body = '打造最佳营商环境，全国首创。') => drafted(world, ['w'], { body });
  beforeEach(() => world.addAccounts(['weibo', 'w']));

  test('is not handed in, by nobody, without a reason for each stop', async () => {
    const post = await stopped();
    const { submit } = services.ownPosts;
    expect(await refusalOf(submit(versioned(post), AUTHOR))).toBe('body');
    expect(await refusalOf(submit(versioned(post), ROOT, [lift('最佳营商')]))).toBe('body');
    expect(await refusalOf(submit(versioned(post), ROOT, [lift('最佳营商'), lift('全国首创', { reason: ' ' })]))).toBe(
      'overrides.1.reason',
    );
    expect((await shown(world, post)).state).toBe('draft');
  });

  test('is handed in anyway by who may; why stands with it and in the ledger, and they pass nothing of it', async () => {
    const post = await stopped();
    const lifts = [lift('最佳营商'), lift('全国首创', { reason: '经核实' })];
    for (const by of [AUTHOR, OPERATOR])
      expect(await refusalOf(services.ownPosts.submit(versioned(post), by, lifts))).toBe('forbidden');
    expect((await services.ownPosts.previewOf(post.id as OwnPostId, AUTHOR)).mayOverride).toBe(false);
    expect((await services.ownPosts.previewOf(post.id as OwnPostId, ROOT)).mayOverride).toBe(true);
    const handed = await services.ownPosts.submit(versioned(post), ROOT, lifts);
    expect(handed.state).toBe('in-review');
    expect(handed.overrides).toMatchObject([
      { words: '最佳营商', reason: '引用会议原文', byName: ROOT.name },
      { words: '全国首创', reason: '经核实', byName: ROOT.name },
    ]);
    while ((await world.storage.outbox.relay(500)) > 0);
    const lines = (await world.storage.ledger.ofSubject(`own-post:${post.id}`, PAGE)).items;
    expect(lines.find(({ reason }) => reason === 'overridden')?.data['note']).toBe(
      '“最佳营商”仍予送审：引用会议原文；“全国首创”仍予送审：经核实',
    );
    const review = (await services.reviews.list({ kind: 'own-post' }, PAGE, ROOT)).items[0];
    expect(review?.acts).not.toContain('pass');
  });

  test('after a return as well: whoever hands it in anyway passes nothing of what they let through', async () => {
    const post = await stopped('一切正常。');
    const handed = await services.ownPosts.submit(versioned(post), AUTHOR);
    await take(services, handed, { step: 'return', by: FIRST, reason: '请补充' });
    const returned = await shown(world, post);
    const body = await writing(world, ['w'], { body: '打造最佳营商环境。' });
    const edited = await services.ownPosts.edit(versioned(returned), body, AUTHOR);
    await services.ownPosts.submit(versioned(edited), ROOT, [lift('最佳营商')]);
    const acts = async (by: Principal) =>
      (await services.reviews.list({ kind: 'own-post' }, PAGE, by)).items.flatMap((review) => review.acts);
    expect(await acts(ROOT)).not.toContain('pass');
    expect(await acts(FIRST)).toContain('pass');
  });

  test('by more words than a list shows is stopped by each of them, once a field', async () => {
    const post = await stopped(`${Array.from({ length: 60 }, (_, at) => `第${at}段最佳营商。`).join('')}全国首创。`);
    const { checks } = await services.ownPosts.previewOf(post.id as OwnPostId, AUTHOR);
    expect(checks.filter(({ level }) => level === 'blocking').map(({ content: note }) => note?.words)).toEqual([
      '最佳营商',
      '全国首创',
    ]);
    expect(await refusalOf(services.ownPosts.submit(versioned(post), ROOT, [lift('最佳营商')]))).toBe('body');
  });

  test('loses that with another text, and keeps it for the same text at another time', async () => {
    const post = await stopped('打造最佳营商环境。');
    const { ownPosts } = services;
    const handed = await ownPosts.submit(versioned(post), ROOT, [lift('最佳营商')]);
    const later = new Date(world.clock.now().getTime() + 86_400_000);
    const same = await writing(world, ['w'], { body: '打造最佳营商环境。', scheduledFor: later });
    const moved = await ownPosts.edit(versioned(handed), same, AUTHOR);
    expect(moved.overrides).toHaveLength(1);
    const other = await writing(world, ['w'], { body: '继续打造最佳营商环境。', scheduledFor: later });
    expect(await refusalOf(ownPosts.edit(versioned(moved), other, AUTHOR))).toBe('body');
  });

  test('is not lifted by what is no stop of this text', async () => {
    const post = await stopped('打造最佳营商环境，高大上。');
    const { submit } = services.ownPosts;
    const more = [lift('最佳营商'), lift('高大上', { ruleId: 'seldom' })];
    expect(await refusalOf(submit(versioned(post), ROOT, more))).toBe('overrides.1');
    expect(await refusalOf(submit(versioned(post), ROOT, [lift('最佳营商', { field: 'title' })]))).toBe('overrides.0');
  });

  test('goes nowhere where something else is in the way: that is never handed in anyway', async () => {
    const post = await drafted(world, [], { body: '打造最佳营商环境。' });
    const { submit } = services.ownPosts;
    expect(await refusalOf(submit(versioned(post), ROOT, [lift('最佳营商')]))).toBe('channels');
    const asked = [lift('最佳营商'), lift('', { field: 'channels', ruleId: 'no-channel' })];
    expect(await refusalOf(submit(versioned(post), ROOT, asked))).toBe('channels');
  });
});

describe('a submission', () => {
  const unitId = (): UnitId => world.unitA;
  async function begun(body: string) {
    const who = { duty: 'informant', name: '张信息', post: '科员', rank: null, mobile: '13800001234' } as const;
    const since = { officePhone: null, personId: null, sinceOn: civilDateOf(world.clock.now()), reason: '新任' };
    const { id } = await services.team.addLiaison(unitId(), { ...who, ...since }, ROOT);
    const written = { title: '防汛物资', body, kind: 'other', section: '办公室', attachments: [] } as const;
    return services.submissions.begin(unitId(), { ...written, informantId: id as LiaisonId }, AUTHOR);
  }

  test('is checked as a draft is, stopped, and handed in anyway with a reason that stands in its thread', async () => {
    const one = await begun('打造最佳营商环境，高大上。');
    const { submissions } = services;
    const id = one.id as SubmissionId;
    const checks = await submissions.checks(id, AUTHOR);
    expect(found(checks)).toEqual([
      ['body', 'blocking', '最佳营商'],
      ['body', 'hint', '高大上'],
    ]);
    expect([checks.mayOverride, (await submissions.checks(id, ROOT)).mayOverride]).toEqual([false, true]);
    const of = { id, version: one.version };
    expect(await refusalOf(submissions.submit(of, AUTHOR))).toBe('body');
    expect(await refusalOf(submissions.submit(of, AUTHOR, [lift('最佳营商')]))).toBe('forbidden');
    const handed = await submissions.submit(of, ROOT, [lift('最佳营商')]);
    expect(handed).toMatchObject({ state: 'in-review', overrides: [{ words: '最佳营商', byName: ROOT.name }] });
    expect(handed.thread.at(-1)).toMatchObject({ event: 'submit', words: '“最佳营商”仍予送审：引用会议原文' });
  });

  test('with words of its unit is not stopped, and nobody out of sight sees its checks', async () => {
    const one = await begun('打造最佳营商环境。');
    const { submissions, ownWords } = services;
    const id = one.id as SubmissionId;
    const lastOn = addCivilDays(civilDateOf(world.clock.now()), 30);
    const words = { unitId: unitId(), ruleId: 'never', words: '最佳营商', reason: '活动名称', lastOn };
    const proposed = await ownWords.propose(words, AUTHOR);
    await ownWords.step({ id: proposed.id as never, version: 1 }, { step: 'approve', reason: '同意' }, ROOT);
    expect(found(await submissions.checks(id, AUTHOR))).toEqual([]);
    expect(await refusalOf(submissions.checks(id, principal('officer', '9', world.unitB)))).toBe('not-found');
    expect((await submissions.submit({ id, version: one.version }, AUTHOR)).state).toBe('in-review');
  });
});

describe('an answer', () => {
  async function written(text: string) {
    const message = { source: 'site-mailbox', sourceId: `m${text}`, title: '建议', text: '请增设公交站。' } as const;
    const more = { authorName: null, link: null, receivedAt: world.clock.now().toISOString(), unitId: world.unitA };
    const { lines } = await services.interactions.receive([{ ...message, ...more }], ROOT);
    const id = lines[0]?.id as InteractionId;
    expect(found(await services.interactions.checks(id, OPERATOR))).toEqual([]);
    return services.interactions.write({ id, version: 1 }, { text, withheld: null }, AUTHOR);
  }

  test('is checked before it is handed in, stopped, and handed in anyway with a reason', async () => {
    const one = await written('打造最佳营商环境。');
    const { interactions } = services;
    const id = one.id as InteractionId;
    expect(found(await interactions.checks(id, AUTHOR))).toEqual([['text', 'blocking', '最佳营商']]);
    const of = { id, version: one.version };
    expect(await refusalOf(interactions.submit(of, AUTHOR))).toBe('text');
    const lifts = [lift('最佳营商', { field: 'text' })];
    expect(await refusalOf(interactions.submit(of, AUTHOR, lifts))).toBe('forbidden');
    const handed = await interactions.submit(of, ROOT, lifts);
    expect(handed).toMatchObject({ state: 'in-review', overrides: [{ words: '最佳营商', reason: '引用会议原文' }] });
    expect(handed.thread.at(-1)).toMatchObject({ event: 'submit', words: '“最佳营商”仍予送审：引用会议原文' });
  });
});
