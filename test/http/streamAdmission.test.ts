import { PASSWORD, tokenOf } from './officePeople';
import { as, settled as live, until, useStream } from './listener';

const { served, start, listen } = useStream();

describe('who may listen', () => {
  const rows: readonly [what: string, auth: object, code: string, field?: string][] = [
    ['nobody', {}, 'not-signed-in'],
    ['a token that opens nothing', { token: 'stolen' }, 'not-signed-in'],
    ['a token that is an operator', { token: { $ne: null } }, 'invalid-input', 'token'],
    ['a negative number', { token: tokenOf('viewer'), since: -1 }, 'invalid-input', 'since'],
    ['half a number', { token: tokenOf('viewer'), since: 1.5 }, 'invalid-input', 'since'],
    ['a number beyond exactness', { token: tokenOf('viewer'), since: 2 ** 53 }, 'invalid-input', 'since'],
    ['a number as text', { token: tokenOf('viewer'), since: '5' }, 'invalid-input', 'since'],
    ['a number that nothing has yet', { token: tokenOf('viewer'), since: 99 }, 'history-changed', 'since'],
    ['a number of another history', { token: tokenOf('viewer'), since: 0, history: 'x' }, 'history-changed', 'history'],
    ['a version of before', { token: tokenOf('viewer'), v: 1 }, 'unsupported-version', 'v'],
    ['a version to come', { token: tokenOf('viewer'), v: 3 }, 'unsupported-version', 'v'],
    ['an unknown field', { token: tokenOf('viewer'), from: 1 }, 'unknown-field', 'from'],
  ];
  test.each(rows.map(([what, auth, code, field]) => [what, { auth, code, field }] as const))(
    '%s is refused with a reason',
    async (_what, { auth, code, field }) => {
      await start();
      const client = listen(auth);
      await until('refused', () => client.refusals.length === 1);
      expect([client.refusals[0]?.message, client.refusals[0]?.data?.code, client.refusals[0]?.data?.field]).toEqual([
        code,
        code,
        field,
      ]);
      expect(client.snapshots).toEqual([]);
    },
  );

  test('a browser listens by its session cookie, from our pages only', async () => {
    await start();
    const signedIn = await served().post(null, '/api/v1/sign-in', { username: 'viewer', password: PASSWORD });
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
    const ours = listen({}, { extraHeaders: { cookie, origin: served().url } });
    await live(ours);
    expect(ours.snapshots).toHaveLength(1);
    for (const transports of [['websocket'], ['polling']]) {
      const theirs = listen({}, { extraHeaders: { cookie, origin: 'http://evil.example' }, transports });
      await until('refused', () => theirs.refusals.length === 1);
      expect(theirs.snapshots).toEqual([]);
    }
  });

  test('there is nothing to hear outside the namespace', async () => {
    await start();
    const client = listen(as('administrator'), { namespace: '/' });
    await until('refused', () => client.refusals.length === 1);
    expect(client.refusals[0]?.data?.code).toBe('not-found');
  });

  test('a person has so many connections and no more; another person has their own', async () => {
    await start({ config: { stream: { clientsPerPerson: 2 } } });
    const [first, second] = [listen(as('viewer')), listen(as('viewer'))];
    await Promise.all([first, second].map(live));
    const third = listen(as('viewer'));
    await until('refused', () => third.refusals.length === 1);
    expect(third.refusals[0]?.data?.code).toBe('too-many-requests');
    first.socket.close();
    let fourth = listen(as('viewer'));
    for (let turn = 0; turn < 500; turn += 1) {
      await live(fourth);
      if (fourth.refusals.length === 0) break;
      fourth = listen(as('viewer'));
    }
    expect(fourth.snapshots).toHaveLength(1);
    const other = listen(as('administrator'));
    await live(other);
    expect(other.snapshots).toHaveLength(1);
  });

  test('whoever is disabled or signed out is cut at the next heartbeat', async () => {
    await start({ config: { stream: { heartbeatMs: 20 } } });
    const gone = listen(as('viewer'));
    const stays = listen(as('administrator'));
    await Promise.all([live(gone), live(stays)]);
    served().office.disable('viewer');
    await until('cut', () => gone.ends.length === 1);
    expect([gone.ends, gone.resumes, stays.ends]).toEqual([['io server disconnect'], [], []]);
  });
});
