import type { Platform } from '../../src/domain/accounts/account';
import type { Credential } from '../../src/domain/credentials/credential';
import { HEARTBEAT_GAP_MS } from '../../src/domain/credentials/messageFlow';
import type { CredentialId } from '../../src/domain/ids';
import type { AccountAccess } from '../../src/ports/connectors';
import type { Log } from '../../src/ports/runtime';
import { createEquipAccess, FLOW_BROKEN_KEY } from '../../src/services/equipAccess';
import { accountOf, after, NOW } from '../storage/samples';
import { depsOver } from './scriptedStorage';

const SECRETS = { componentSecret: 's' };
const FLOWING = { lastAt: NOW, sinceAt: after(-60_000) };
const APPLICATION = { id: 'application' as CredentialId, messages: FLOWING } as unknown as Credential;

interface Known {
  readonly platform?: Platform;
  /** Of the account's own credential; undefined: it has none. */
  readonly applicationId?: string | null;
  readonly application?: Credential | null;
  readonly secrets?: () => Promise<Record<string, string>>;
  readonly brokenAt?: Date;
  readonly waitingAt?: Date;
}
async function equipped(known: Known, given: Partial<AccountAccess> = {}) {
  const { platform = 'wechat', applicationId = 'wx', application = APPLICATION } = known;
  const asked: string[] = [];
  const logged: unknown[] = [];
  const log: Log = { info: () => undefined, warn: () => undefined, error: (...line) => logged.push(line) };
  const credential = known.applicationId === undefined && 'applicationId' in known ? null : { applicationId };
  const deps = depsOver(
    {
      credentials: {
        ofAccount: () => Promise.resolve(credential as Credential | null),
        ofApplication: (of, id) => {
          asked.push(`${of} ${id}`);
          return Promise.resolve(application);
        },
        secrets: known.secrets ?? (() => Promise.resolve(SECRETS)),
      },
      settings: {
        get: (key) =>
          Promise.resolve(key === FLOW_BROKEN_KEY ? (known.brokenAt?.toISOString() ?? null) : 'another setting'),
      },
      platformInbox: { oldestWaitingAt: () => Promise.resolve(known.waitingAt ?? null) },
    },
    { log },
  );
  const access = { account: accountOf({ platform }), credential: null, ...given } as AccountAccess;
  const { application: with_, messagesFlowSinceAt } = await createEquipAccess(deps)(access, NOW);
  return { application: with_, messagesFlowSinceAt, asked, logged };
}

test('an account has the secrets of the application it granted access through, and since when its messages flow', async () => {
  expect(await equipped({})).toEqual({
    application: SECRETS,
    messagesFlowSinceAt: FLOWING.sinceAt,
    asked: ['wechat wx'],
    logged: [],
  });
});

test.each([
  ['it has no credential', { applicationId: undefined }],
  ['it granted access through none', { applicationId: null }],
  ['that is gone', { application: null }],
] as const)('it has none where %s', async (_why, known) => {
  expect(await equipped(known as Known)).toMatchObject({ application: null, messagesFlowSinceAt: null });
});

test('a platform without applications, and what is there already, stay as they are', async () => {
  expect(await equipped({ platform: 'portal' })).toMatchObject({ application: undefined, asked: [] });
  expect(await equipped({}, { application: null })).toMatchObject({ application: null, asked: [] });
});

test('an application that cannot be opened is none, and the log names its platform', async () => {
  const broken = new Error('no key');
  expect(await equipped({ secrets: () => Promise.reject(broken) })).toMatchObject({
    application: null,
    messagesFlowSinceAt: FLOWING.sinceAt,
    logged: [['application-not-opened', broken, { platform: 'wechat' }]],
  });
});

describe('messages do not flow', () => {
  const since = async (known: Known) => (await equipped(known)).messagesFlowSinceAt;
  const { messages: _messages, ...never } = APPLICATION;

  test.each([
    ['that never came', { application: never as Credential }, false],
    ['since before we were away', { brokenAt: after(1, FLOWING.sinceAt) }, false],
    ['but since we were back', { brokenAt: FLOWING.sinceAt }, true],
    ['of which one has waited too long', { waitingAt: after(-HEARTBEAT_GAP_MS - 1) }, false],
    ['but one that waits for its turn holds up nothing', { waitingAt: after(-HEARTBEAT_GAP_MS) }, true],
  ])('%s', async (_which, known, flows) => {
    expect(await since(known)).toEqual(flows ? FLOWING.sinceAt : null);
  });
});
