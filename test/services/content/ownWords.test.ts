import type { OwnWordView } from '../../../src/api/content';
import type { Finding } from '../../../src/domain/judging/verdict';
import type { OwnWordId, UnitId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import { addCivilDays, civilDateOf } from '../../../src/domain/time/civil';
import { DAY_MS, HOUR_MS } from '../../../src/domain/time/instant';
import { ownWordOf } from '../../storage/content/ownWordSamples';
import { eventOf } from '../../storage/samples';
import { writing } from '../ownPosts/ownPostWorld';
import { useWorld } from '../useWorld';
import { PAGE, principal } from '../world';

const world = useWorld();
const ROOT = principal('administrator', '4');
const OTHER_ROOT = principal('administrator', '6');
const OPERATOR = principal('operator', '2');
const OFFICER = principal('officer', '1');
const OLD_NAME = { ruleId: 'institutions-2018', words: '环境保护部' };
const PLACE = { ruleId: 'territory', words: '福摩萨' };

const until = (days: number) => addCivilDays(civilDateOf(world.clock.now()), days);
const propose = (
  { unitId = world.unitA, days = 30, ...words }: typeof PLACE & { readonly unitId?: UnitId; readonly days?: number },
  by: Principal = OFFICER,
): Promise<OwnWordView> =>
  world.services.ownWords.propose({ ...words, unitId, reason: ' 引用旧称 ', lastOn: until(days) }, by);
const step = (
  { id, version }: Pick<OwnWordView, 'id' | 'version'>,
  taken: 'approve' | 'refuse' | 'withdraw' | 'revoke',
  by: Principal = ROOT,
): Promise<OwnWordView> =>
  world.services.ownWords.step({ id: id as OwnWordId, version }, { step: taken, reason: '属实' }, by);
const refusalOf = (made: Promise<unknown>): Promise<unknown> =>
  made.then(
    () => null,
    ({ code, field }: { readonly code: string; readonly field?: string }) => field ?? code,
  );

async function foundInDraft(unitId: UnitId, body: string): Promise<readonly (string | undefined)[]> {
  const { checks } = await world.services.ownPosts.preview(unitId, await writing(world, [], { body }), ROOT);
  return checks.filter(({ kind }) => kind === 'content').map(({ content }) => content?.words);
}

let posts = 0;
async function post(account: string, text: string): Promise<readonly Finding[]> {
  posts += 1;
  world.clock.pass(HOUR_MS);
  world.platform.publishByHand(account, { title: `通知${posts}`, text });
  world.clock.pass(HOUR_MS);
  await world.lookAtDue();
  return findings(account);
}
async function findings(account: string): Promise<readonly Finding[]> {
  const { id } = (await world.account(account)).account;
  return (await world.storage.findings.list(id, PAGE)).items.filter(({ kind }) => kind === 'improper');
}
const states = async (account: string) => (await findings(account)).map(({ state }) => state);

describe('words of a unit in a draft', () => {
  test('are found until somebody else has approved them, and then not by the unit and those below it', async () => {
    const body = '由环境 保护部和 环境保护部负责。';
    const proposed = await propose({ ...OLD_NAME, unitId: world.unitA });
    expect(await foundInDraft(world.unitA, body)).toEqual(['环境保护部']);
    await step(proposed, 'approve');
    expect(await foundInDraft(world.unitA, body)).toEqual([]);
    expect(await foundInDraft(world.unitB, body)).toEqual(['环境保护部']);
    expect(await foundInDraft(world.officeId, body)).toEqual(['环境保护部']);
    expect(await foundInDraft(world.unitA, '由国土资源部负责。')).toEqual(['国土资源部']);
  });

  test('of the office hold for every unit below it, up to their last day', async () => {
    await step(await propose({ ...OLD_NAME, unitId: world.officeId, days: 1 }), 'approve');
    expect(await foundInDraft(world.unitB, '由环境保护部负责。')).toEqual([]);
    world.clock.pass(2 * DAY_MS);
    expect(await foundInDraft(world.unitB, '由环境保护部负责。')).toEqual(['环境保护部']);
    const { items } = await world.services.ownWords.list({ standing: 'expired' }, PAGE, ROOT);
    expect(items.map(({ words, standing, acts }) => [words, standing, acts])).toEqual([['环境保护部', 'expired', []]]);
  });

  test('are read once for a text with many hits, and not at all for one that nothing could excuse', async () => {
    const read = jest.spyOn(world.storage.ownWords, 'inForce');
    const body = '由环境保护部、国土资源部、农业部负责，按国发[2026]30号办理。';
    const draft = await writing(world, [], { body, title: '环境保护部通知', summary: '国土资源部通知' });
    await world.services.ownPosts.preview(world.unitA, draft, ROOT);
    expect(read).toHaveBeenCalledTimes(1);
    await foundInDraft(world.unitA, '增长5%%，6月31日截止。');
    expect(read).toHaveBeenCalledTimes(1);
    read.mockRestore();
  });
});

describe('words of a unit in public posts', () => {
  beforeEach(async () => {
    await world.addAccounts(['weibo', 'a', 'a'], ['weibo', 'b', 'b']);
  });

  test('are no finding any more, and open ones are dismissed in the name of who approved, with the entry named', async () => {
    await post('a', '展览含福摩萨旧图。');
    await post('b', '展览含福摩萨旧图。');
    expect([await states('a'), await states('b')]).toEqual([['open'], ['open']]);
    await step(await propose(PLACE), 'approve');
    const [dismissed] = await findings('a');
    expect(dismissed).toMatchObject({ state: 'dismissed', dismissal: { name: ROOT.name } });
    expect(dismissed?.dismissal?.reason).toMatch(/^本单位用语“福摩萨”（至 2026-10-1\d）：属实$/);
    expect(await states('b')).toEqual(['open']);
    expect((await world.account('a')).verdict?.kind).not.toBe('improper');
    expect(await post('a', '又一批福摩萨旧图。')).toHaveLength(1);
  });

  test('are found again in what is looked at after they were revoked', async () => {
    const approved = await step(await propose(PLACE), 'approve');
    expect(await post('a', '展览含福摩萨旧图。')).toEqual([]);
    await step(approved, 'revoke');
    expect(await findings('a')).toEqual([]);
    expect(await post('a', '又一批福摩萨旧图。')).toHaveLength(1);
  });

  test('leave a finding open where the same rule found other words in the post as well', async () => {
    await post('a', '展览含福摩萨、斯普拉特利群岛旧图。');
    await step(await propose(PLACE), 'approve');
    expect(await states('a')).toEqual(['open']);
  });

  test('that were approved by a process that died are gone on with by the tick, once', async () => {
    await post('a', '展览含福摩萨旧图。');
    const unit = await world.storage.units.byId(world.unitA, null);
    const here = { unitId: world.unitA, unitPath: unit?.path ?? [], ...PLACE, key: PLACE.words };
    const approve = { event: 'approve', by: ROOT.personId, name: '乙', at: world.clock.now(), words: '同意' } as const;
    const entry = ownWordOf({
      ...{ ...here, kind: 'prescribed-wording', state: 'in-force', isApplied: false, thread: [approve] },
    });
    await world.storage.ownWords.insert(entry, eventOf('own-word'));
    expect(await world.services.ownWords.dismissExcused(10)).toEqual({ entries: 1, dismissed: 1 });
    expect(await states('a')).toEqual(['dismissed']);
    expect(await world.services.ownWords.dismissExcused(10)).toEqual({});
  });

  test('are proposed with the dismissal of a finding, by its words', async () => {
    const [finding] = await post('a', '展览含福摩萨旧图。');
    if (finding === undefined) throw new Error('no finding');
    await world.services.findings.dismiss(finding.id, { reason: '展品名', ownWordsUntil: until(90) }, OPERATOR);
    expect(await states('a')).toEqual(['dismissed']);
    const { items } = await world.services.ownWords.list({ standing: 'proposed' }, PAGE, ROOT);
    expect(items).toMatchObject([
      { ...PLACE, unitId: world.unitA, kind: 'prescribed-wording', proposedByName: OPERATOR.name, lastOn: until(90) },
    ]);
    expect(items[0]?.thread).toMatchObject([{ event: 'propose', words: '展品名' }]);
  });

  test('a finding that cannot be proposed is not dismissed either', async () => {
    const [finding] = await post('a', '会议定于2026年2月30日召开。');
    if (finding === undefined) throw new Error('no finding');
    const asked = { reason: '原文如此', ownWordsUntil: until(90) };
    expect(await refusalOf(world.services.findings.dismiss(finding.id, asked, OPERATOR))).toBe('ruleId');
    expect(await states('a')).toEqual(['open']);
  });
});

describe('a proposal', () => {
  test.each([
    [{ ruleId: 'impossible-date', words: '2月30日' }, 'ruleId'],
    [{ ruleId: 'personal-data', words: '13812345678' }, 'ruleId'],
    [{ ruleId: 'unpaired-mark', words: '《甲' }, 'ruleId'],
    [{ ruleId: 'figure', words: '5%%' }, 'ruleId'],
    [{ ruleId: 'no-such-rule', words: '甲乙' }, 'ruleId'],
    [{ ruleId: 'commercial', words: 'https://www.taobao.com/?tel=13812345678' }, 'words'],
    [{ ...PLACE, words: '福 ' }, 'words'],
    [{ ...PLACE, days: 367 }, 'lastOn'],
    [{ ...PLACE, days: -1 }, 'lastOn'],
  ])('of %j is refused by its field', async (draft, field) => {
    expect(await refusalOf(propose(draft))).toBe(field);
  });

  test('for a year and a day of today is taken', async () => {
    expect((await propose({ ...PLACE, days: 366 })).lastOn).toBe(until(366));
    expect((await propose({ ...OLD_NAME, days: 0 })).lastOn).toBe(until(0));
  });

  test('that waits or holds as long already is a conflict; for longer it is proposed anew', async () => {
    const first = await propose(PLACE);
    expect(await refusalOf(propose({ ...PLACE, words: '福 摩 萨', days: 60 }))).toBe('conflict');
    await step(first, 'approve');
    expect(await refusalOf(propose(PLACE))).toBe('conflict');
    expect((await propose({ ...PLACE, days: 60 })).standing).toBe('proposed');
  });

  test('is not for those who only read, nor for a unit out of sight', async () => {
    expect(await refusalOf(propose(PLACE, principal('viewer', '7')))).toBe('forbidden');
    expect(await refusalOf(propose(PLACE, principal('officer', '8', world.unitB)))).toBe('unitId');
  });

  test('is decided by somebody else with the right to, who sees the unit; every step is in the ledger', async () => {
    const own = await propose(PLACE, ROOT);
    expect(own.acts).toEqual(['withdraw']);
    expect(await refusalOf(step(own, 'approve', ROOT))).toBe('self-approval');
    expect(await refusalOf(step(own, 'approve', OPERATOR))).toBe('forbidden');
    expect(await refusalOf(step(own, 'approve', principal('administrator', '9', world.unitB)))).toBe('not-found');
    expect(await refusalOf(step({ ...own, version: 2 }, 'approve', OTHER_ROOT))).toBe('conflict');
    const approved = await step(own, 'approve', OTHER_ROOT);
    expect(await refusalOf(step(own, 'approve', OTHER_ROOT))).toBe('conflict');
    expect(approved.acts).toEqual(['revoke']);
    await step(approved, 'revoke', ROOT);
    while ((await world.storage.outbox.relay(500)) > 0);
    const lines = (await world.storage.ledger.ofSubject(`own-word:${own.id}`, PAGE)).items;
    expect(lines.map(({ from, to, reason, data }) => [from, to, reason, data['note']])).toEqual([
      ['in-force', 'revoked', 'revoke', '属实'],
      ['proposed', 'in-force', 'approve', '属实'],
      [null, 'proposed', 'propose', '引用旧称'],
    ]);
  });

  test('is withdrawn by who made it alone, and refused by another', async () => {
    const one = await propose(PLACE);
    expect(await refusalOf(step(one, 'withdraw', ROOT))).toBe('forbidden');
    expect((await step(one, 'withdraw', OFFICER)).standing).toBe('withdrawn');
    expect((await step(await propose(PLACE), 'refuse')).standing).toBe('refused');
  });
});
