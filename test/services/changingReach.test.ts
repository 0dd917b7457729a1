import type { PolicySourceId } from '../../src/domain/ids';
import { DAY_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { listPolicies, SOURCE, theMandate } from './fixtures';
import { observedPolicy } from './platform';
import { owed } from './someSite';
import { useWorld } from './useWorld';
import { PAGE, principal, registration, RULE } from './world';

const world = useWorld();
const ADMINISTRATOR = principal('administrator', '1');
const MINISTRY: Omit<typeof SOURCE, 'authority'> & { readonly authority: 'ministry' } = {
  ...SOURCE,
  key: 'moe',
  title: '教育部',
  authority: 'ministry',
  url: 'https://moe.test/',
};
const POLICY = observedPolicy({
  title: '教育部关于加强学校体育工作的通知',
  docNumber: '教体艺〔2026〕3号',
  issuer: '教育部',
  url: 'https://moe.test/1.html',
  publishedAt: { precision: 'instant', at: new Date('2026-09-18T01:00:00Z'), original: '2026-09-18 09:00' },
});
const { changeUnit, previewUnit } = {
  changeUnit: (...given: Parameters<typeof world.services.reach.changeUnit>) =>
    world.services.reach.changeUnit(...given),
  previewUnit: (...given: Parameters<typeof world.services.reach.previewUnit>) =>
    world.services.reach.previewUnit(...given),
};
const owedBy = async (): Promise<string[]> => (await owed(world)).map(({ accountName }) => accountName).sort();
const EDUCATION = { sectors: ['education'] };
const decided = (reason = '三定方案', alsoFor: readonly never[] = []) => ({ reason, alsoFor });
const ledgerOf = async (subject: string) => {
  while ((await world.storage.outbox.relay(500)) > 0);
  return (await world.storage.ledger.ofSubject(subject, PAGE)).items;
};

/** A ministry's document, mandated for the units that work in its field: unit b, and unit a not. */
async function issueForEducation(): Promise<void> {
  await world.services.accounts.registerAccounts([registration('weibo', 'ofA'), registration('weibo', 'ofB', 'b')]);
  await changeUnit(world.unitB, { ...EDUCATION, ...decided() }, ADMINISTRATOR);
  world.clock.pass(MINUTE_MS);
  await world.services.policies.registerSources([MINISTRY]);
  await world.services.rules.register([{ ...RULE, authorities: ['ministry'], binds: 'sector' }]);
  listPolicies(world, POLICY);
  await issue();
  world.clock.pass(MINUTE_MS);
}
async function issue(): Promise<void> {
  await world.services.policies.intakeAll(new AbortController().signal);
  await world.services.mandates.issueMandates(100);
}

describe('a unit whose field, level or region is changed', () => {
  test('stands in the ledger as it was and as it is, with the reason', async () => {
    const unit = await changeUnit(
      world.unitA,
      { level: 'department', sectors: ['education', 'health'], region: '330106', ...decided('机构改革') },
      ADMINISTRATOR,
    );
    expect(unit).toMatchObject({ sectors: ['education', 'health'], region: '330106' });
    const [line] = await ledgerOf(`unit:${world.unitA}`);
    expect(line).toMatchObject({
      kind: 'unit-changed',
      from: 'department · - · -',
      to: 'department · education,health · 330106',
      actor: `person:${ADMINISTRATOR.personId}`,
    });
    expect(line?.data).toMatchObject({ note: '机构改革', name: '甲局' });
    const before = (await ledgerOf(`unit:${world.unitA}`)).length;
    await changeUnit(world.unitA, { region: '330106', ...decided() }, ADMINISTRATOR);
    expect(await ledgerOf(`unit:${world.unitA}`)).toHaveLength(before);
  });

  test('is told before what it means for mandates under way, and binds nobody to them, whatever is gone through again', async () => {
    await issueForEducation();
    expect(await owedBy()).toEqual(['账号ofB']);
    const mandate = await theMandate(world);
    expect(await previewUnit(world.unitA, EDUCATION, ADMINISTRATOR)).toMatchObject({
      unit: { sectors: ['education'] },
      reached: [{ mandateId: mandate.id, title: POLICY.title, channels: 1 }],
      left: [],
    });
    expect((await world.storage.units.byId(world.unitA, null))?.sectors).toEqual([]);
    world.clock.pass(MINUTE_MS);
    await changeUnit(world.unitA, { ...EDUCATION, ...decided() }, ADMINISTRATOR);
    await world.storage.mandates.expandAgain(mandate.id);
    await world.services.policies.registerSources([{ ...MINISTRY, key: 'moe2', url: 'https://moe.test/2' }]);
    await issue();
    await issue();
    expect(await owedBy()).toEqual(['账号ofB']);
  });

  test('is bound to those under way that the person names, with a limit from then, once', async () => {
    await issueForEducation();
    const mandate = await theMandate(world);
    world.clock.pass(3 * 60 * MINUTE_MS);
    const change = { ...EDUCATION, reason: '三定方案', alsoFor: [mandate.id] };
    // One that is none of those under way: refused before anything is changed.
    const before = await world.storage.units.byId(world.unitA, null);
    const strange = { ...change, alsoFor: [mandate.id, 'f'.repeat(24) as typeof mandate.id] };
    await expect(changeUnit(world.unitA, strange, ADMINISTRATOR)).rejects.toMatchObject({ code: 'not-found' });
    expect(await world.storage.units.byId(world.unitA, null)).toEqual(before);
    await changeUnit(world.unitA, change, ADMINISTRATOR);
    await changeUnit(world.unitA, change, ADMINISTRATOR);
    await issue();
    await issue();
    expect(await owedBy()).toEqual(['账号ofA', '账号ofB']);
    const [ofA, ofB] = [...(await owed(world))].sort((one, other) => (one.accountName < other.accountName ? -1 : 1));
    expect(ofA?.countsFromAt).toEqual(world.clock.now());
    expect(ofB).not.toHaveProperty('countsFromAt');
    expect(ofA !== undefined && ofB !== undefined && ofA.dueBy >= ofB.dueBy).toBe(true);
    const lines = await ledgerOf(`mandate:${mandate.id}`);
    expect(lines.filter(({ reason }) => reason === 'widened')[0]?.data).toMatchObject({ note: '三定方案' });
    expect(await previewUnit(world.unitA, {}, ADMINISTRATOR)).toMatchObject({ reached: [], left: [] });
  });

  test('owes on what it owed when it is reached no more, and is told so', async () => {
    await issueForEducation();
    const mandate = await theMandate(world);
    const left = [{ mandateId: mandate.id, title: POLICY.title, open: 1 }];
    expect(await previewUnit(world.unitB, { sectors: [] }, ADMINISTRATOR)).toMatchObject({ reached: [], left });
    await changeUnit(world.unitB, { sectors: [], ...decided() }, ADMINISTRATOR);
    await issue();
    expect(await owed(world)).toMatchObject([{ accountName: '账号ofB', state: 'ready' }]);
  });

  test('is reached by what comes after', async () => {
    await issueForEducation();
    await changeUnit(world.unitA, { ...EDUCATION, ...decided() }, ADMINISTRATOR);
    world.clock.pass(MINUTE_MS);
    const later = {
      ...POLICY,
      title: '教育部关于加强校园安全工作的通知',
      docNumber: '教基〔2026〕4号',
      url: 'https://moe.test/9.html',
    };
    listPolicies(world, POLICY, later);
    await issue();
    expect(await owedBy()).toEqual(['账号ofA', '账号ofB', '账号ofB']);
  });

  test('by an import is in the ledger and binds nobody to mandates under way either', async () => {
    await issueForEducation();
    world.clock.pass(MINUTE_MS);
    await world.services.accounts.registerUnits([
      { key: 'a', name: '甲局', parentKey: 'office', level: 'department', ...EDUCATION },
    ]);
    await world.storage.mandates.expandAgain((await theMandate(world)).id);
    await issue();
    expect(await owedBy()).toEqual(['账号ofB']);
    expect((await ledgerOf(`unit:${world.unitA}`))[0]).toMatchObject({
      kind: 'unit-changed',
      actor: 'system:register',
    });
  });

  test('makes no mandate of a document that bound nobody and is seen again elsewhere: the dry run offers it', async () => {
    await world.services.accounts.registerAccounts([registration('weibo', 'ofA')]);
    await world.services.policies.registerSources([MINISTRY]);
    const [rule] = await world.services.rules.register([{ ...RULE, authorities: ['ministry'], binds: 'sector' }]);
    listPolicies(world, POLICY);
    await issue();
    world.clock.pass(MINUTE_MS);
    await changeUnit(world.unitA, { ...EDUCATION, ...decided() }, ADMINISTRATOR);
    world.clock.pass(MINUTE_MS);
    await world.services.policies.registerSources([{ ...MINISTRY, key: 'moe2', url: 'https://moe.test/2' }]);
    await issue();
    expect((await world.storage.mandates.list(PAGE)).items).toEqual([]);
    if (rule === undefined) throw new Error('no rule');
    const tried = await world.services.rules.preview(
      rule,
      { policyId: null, ruleId: rule.id, page: PAGE },
      ADMINISTRATOR,
    );
    expect(tried.known.policies).toMatchObject([{ title: POLICY.title, accounts: 1 }]);
  });

  test.each([
    ['a field nobody knows', { sectors: ['educatoin'] }, 'sectors'],
    ['a code that names no place', { region: '3301' + '0' }, 'region'],
  ])('%s is refused with field and remedy', async (_what, change, field) => {
    await expect(previewUnit(world.unitA, change, ADMINISTRATOR)).rejects.toMatchObject({
      code: 'invalid-input',
      field,
    });
    await expect(changeUnit(world.unitA, { ...change, ...decided() }, ADMINISTRATOR)).rejects.toMatchObject({ field });
  });

  test('is changed by administrators of the whole office alone, with a reason', async () => {
    const change = { ...EDUCATION, ...decided() };
    for (const who of [principal('operator', '2'), principal('administrator', '3', world.unitA)])
      await expect(changeUnit(world.unitA, change, who)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(changeUnit(world.unitA, { ...change, reason: ' ' }, ADMINISTRATOR)).rejects.toMatchObject({
      field: 'reason',
    });
  });
});

describe('whose counterparts a source binds', () => {
  const sourceId = async (): Promise<PolicySourceId> => {
    const [source] = await world.storage.policySources.all();
    if (source === undefined) throw new Error('no source');
    return source.id;
  };

  test('is chosen by a person, told before what it means, and kept over a restart', async () => {
    await world.services.accounts.registerUnits([
      { key: 'city', name: '市教育局', parentKey: null, level: 'city', sectors: ['education'], region: '330100' },
      { key: 'a', name: '甲局', parentKey: 'office', level: 'department', sectors: ['education'], region: '330106' },
    ]);
    const city = (await world.storage.units.list(null)).find(({ key }) => key === 'city');
    if (city === undefined) throw new Error('no city');
    await world.services.policies.registerSources([MINISTRY]);
    const id = await sourceId();
    expect(await world.services.reach.previewCounterpart(id, city.id, ADMINISTRATOR)).toEqual({
      sourceId: id,
      counterpart: { unitId: city.id, name: '市教育局' },
      counterparts: 1,
      reached: [],
      left: [],
    });
    await world.services.reach.changeCounterpart(
      id,
      { unitId: city.id, reason: '市局网站', alsoFor: [] },
      ADMINISTRATOR,
    );
    await world.services.policies.registerSources([MINISTRY]);
    expect((await world.storage.policySources.all())[0]).toMatchObject({
      counterpartKey: 'city',
      counterpartByHand: true,
    });
    const { sourceHealth } = await world.services.views.summary(ADMINISTRATOR);
    expect(sourceHealth.policySources?.[0]?.counterpart).toEqual({ unitId: city.id, name: '市教育局' });
    const [line] = await ledgerOf(`source:${id}`);
    expect(line).toMatchObject({ kind: 'source-changed', from: null, to: 'city', reason: 'counterpart-changed' });
  });

  test('releases nobody from what is owed', async () => {
    await issueForEducation();
    await world.services.accounts.registerUnits([
      { key: 'city', name: '市教育局', parentKey: null, level: 'city', sectors: ['health'], region: '330100' },
    ]);
    const city = (await world.storage.units.list(null)).find(({ key }) => key === 'city');
    const id = await sourceId();
    const unitId = city?.id ?? null;
    expect(await world.services.reach.previewCounterpart(id, unitId, ADMINISTRATOR)).toMatchObject({
      counterparts: 0,
      left: [{ open: 1 }],
    });
    await world.services.reach.changeCounterpart(id, { unitId, reason: '市局网站', alsoFor: [] }, ADMINISTRATOR);
    world.clock.pass(DAY_MS);
    await issue();
    expect(await owedBy()).toEqual(['账号ofB']);
  });

  test('from the configuration follows the configuration until a person has decided it', async () => {
    await world.services.policies.registerSources([MINISTRY]);
    await world.services.policies.registerSources([{ ...MINISTRY, counterpartKey: 'a' }]);
    expect((await world.storage.policySources.all())[0]?.counterpartKey).toBe('a');
    expect((await ledgerOf(`source:${await sourceId()}`))[0]).toMatchObject({
      from: null,
      to: 'a',
      actor: 'system:register',
    });
  });

  test('is chosen by who keeps the rules of the whole office, among registered units', async () => {
    await world.services.policies.registerSources([MINISTRY]);
    const id = await sourceId();
    const change = { unitId: world.unitA, reason: '市局网站', alsoFor: [] };
    const { reach } = world.services;
    for (const who of [principal('operator', '2'), principal('administrator', '3', world.unitA)])
      await expect(reach.changeCounterpart(id, change, who)).rejects.toMatchObject({ code: 'forbidden' });
    const nowhere = { ...change, unitId: 'f'.repeat(24) as typeof world.unitA };
    await expect(reach.changeCounterpart(id, nowhere, ADMINISTRATOR)).rejects.toMatchObject({ field: 'unitId' });
  });
});
