import { canonicalJson } from '../../src/domain/alerts/ledgerChain';
import type { MandateId, PolicyId } from '../../src/domain/ids';
import { MINUTE_MS } from '../../src/domain/time/instant';
import { alertKinds, issuePolicy, obligationOf } from './fixtures';
import { useWorld } from './useWorld';
import { hasher, PAGE, principal } from './world';

const world = useWorld();
const ADMINISTRATOR = principal('administrator', '1');

describe('the evidence of a mandate', () => {
  test('is sealed in the ledger and can be exported as one file that proves itself whole', async () => {
    await world.addAccounts(['weibo', 'w'], ['portal', 'p']);
    const { id } = await issuePolicy(world);
    world.clock.pass(MINUTE_MS);
    await world.lookAtDue();
    await world.settle(3);
    await alertKinds(world);
    const pack = await world.services.publishing.evidence(id, PAGE, ADMINISTRATOR);
    const done = pack.items.find(({ obligation }) => obligation.state === 'fulfilled');
    const stored = (await obligationOf(world, 'w')).evidence;
    if (stored === null) throw new Error('no evidence');
    const { seal, ...sealed } = stored;
    expect(seal).toBe(hasher.sha256(canonicalJson(sealed)));
    expect(done?.evidence?.seal).toBe(seal);
    const entry = (await world.storage.ledger.ofSubject(`obligation:${done?.obligation.id}`, PAGE)).items.find(
      ({ to }) => to === 'fulfilled',
    );
    expect(entry?.data['seal']).toBe(seal);
    expect(done?.ledger.map(({ hash }) => hash)).toContain(entry?.hash);
    const ofJob = (await world.storage.ledger.ofSubject(`job:${done?.job?.id}`, PAGE)).items;
    expect(ofJob.map(({ to }) => to).reverse()).toEqual(['queued', 'submitted', 'published']);
    expect(done?.ledger.map(({ hash }) => hash)).toEqual(expect.arrayContaining(ofJob.map(({ hash }) => hash)));
    expect(done?.ledger.map(({ seq }) => seq)).toEqual(done?.ledger.map(({ seq }) => seq).sort((a, b) => b - a));
    expect(done?.job?.receipt?.platformIds).toHaveLength(1);

    expect(done?.evidence).toEqual({ seal, postId: stored.postId, countedAt: stored.countedAt.toISOString() });
    expect(pack.items.find(({ obligation }) => obligation.state !== 'fulfilled')).toMatchObject({
      accountHomeUrl: 'https://platform.test/p',
      evidence: null,
      job: null,
      ledger: [{ to: 'manual' }, { to: 'ready' }],
    });
    const policy = await world.storage.policies.byId(pack.mandate.policyId as PolicyId);
    expect(pack.policy).toEqual({
      id: policy?.id,
      title: policy?.title,
      version: 1,
      textHash: policy?.textHash,
      url: policy?.url,
    });
    expect([pack.nextCursor, pack.asOf, pack.check.length > 0]).toEqual([null, world.clock.now().toISOString(), true]);

    const lines: string[] = [];
    const exported = await world.services.publishing.exportEvidence(
      id,
      (line) => {
        lines.push(line);
        return Promise.resolve();
      },
      ADMINISTRATOR,
    );
    expect(exported.obligations).toBe(2);
    const footer = JSON.parse(lines.at(-1) ?? '') as { readonly sha256: string };
    expect(footer).toEqual({ kind: 'footer', obligations: 2, sha256: exported.sha256 });
    expect(footer.sha256).toBe(lines.slice(0, -1).reduce((chain, line) => hasher.sha256(chain + line), ''));
    expect(lines.slice(0, -1).map((line) => (JSON.parse(line) as { readonly kind: string }).kind)).toEqual([
      'header',
      'obligation',
      'obligation',
    ]);
  });

  test('of an unknown mandate is not found', async () => {
    await expect(
      world.services.publishing.evidence('f'.repeat(24) as MandateId, PAGE, ADMINISTRATOR),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});
