import type { Account } from '../../src/domain/accounts/account';
import { caseOf, eventOf, findingOf, register } from './samples';
import { useTestStore } from './testStore';

const { storage } = useTestStore();

test('of cases and findings opened at once each caller is told whether theirs is the one that stands', async () => {
  const accounts: Account[] = [];
  for (let n = 0; n < 6; n += 1) accounts.push(await register(storage));
  const openCase = (of: Account) => {
    const shutdownCase = caseOf(of);
    return storage.cases.open(shutdownCase, eventOf(`case:${shutdownCase.id}`));
  };
  const openFinding = (of: Account) => {
    const finding = findingOf(of.id);
    return storage.findings.open(finding, eventOf(`finding:${finding.id}`));
  };
  // Two of them have one each already.
  for (const known of [accounts[2], accounts[4]])
    if (known !== undefined) await Promise.all([openCase(known), openFinding(known)]);
  const cases = await Promise.all(accounts.map(openCase));
  const findings = await Promise.all(accounts.map(openFinding));
  const isNew = [true, true, false, true, false, true];
  expect(cases.map(({ opened }) => opened)).toEqual(isNew);
  expect(findings.map(({ opened }) => opened)).toEqual(isNew);
  expect(cases.map(({ shutdownCase }) => shutdownCase.accountId)).toEqual(accounts.map(({ id }) => id));
  expect(findings.map(({ finding }) => finding.accountId)).toEqual(accounts.map(({ id }) => id));
  while ((await storage.outbox.relay(100)) > 0);
  const told = (await storage.ledger.after(0, 100)).filter(({ subject }) => /^(case|finding):/.test(subject));
  expect(told).toHaveLength(12);
});
