import { rehearsalOf } from '../../http/officeLadders';
import { digestOf, digestPreviewOf, previewOf } from '../../http/officeLetters';
import { handoverOf } from '../../http/officeHandover';
import { channelOf, routeDryRunOf, silenceDryRunOf, silenceOf } from '../../http/officeNotify';
import { subscriptionOf } from '../../http/officeWebhooks';
import { fillPreviewOf } from '../../http/officeOncall';
import { mockProbe, setMockFault } from './platformSide';
import { mockRetry, mockRulePreview, mockRules } from './publishingSide';
import { assignMock, describeMock, endMockSession, mockRoles, setMockDisabled } from './people';
import { changeOfficialList } from './officialLists';
import { changeOnboarding } from './onboarding';
import { changeFilings } from './filings';
import { changeTeam } from './team';
import { changeImports } from './imports';
import { changeDuties } from './duties';
import { changeOwnWords } from './ownWords';
import { changeSubmissions } from './submissions';
import { changeOwnPosts } from './ownPosts';
import { changeReviews } from './reviews';
import { mockSites } from './sites';
import { mockId } from './instants';
import { UNITS } from './units';
import { NOT_FOUND, ok, problem, type Reply } from './replies';
import { ME, type MockWorld } from './world';

/** Acknowledges or gives away all that are named. */
function handled(world: MockWorld, what: string, body: Readonly<Record<string, unknown>>): Reply {
  const ids = body['ids'] as readonly string[];
  const at = new Date().toISOString();
  const personId = body['personId'] as string | null;
  const results = ids.map((id) => {
    const index = world.alerts.findIndex((alert) => alert.id === id);
    const alert = world.alerts[index];
    if (alert === undefined) return { id, result: 'not-found' };
    world.alerts[index] =
      what === 'assign'
        ? {
            ...alert,
            change: 'assigned',
            changedBy: ME.name,
            assigned: personId === null ? null : { personId, name: '李信息', at },
          }
        : {
            ...alert,
            change: 'acknowledged',
            changedBy: ME.name,
            state: 'acknowledged',
            acknowledged: { name: ME.name, at },
          };
    return { id, result: what === 'assign' ? 'assigned' : 'acknowledged' };
  });
  return ok({ results });
}

type Match = { readonly kinds?: readonly string[]; readonly alertIds?: readonly string[] };

/** Of what is open what the match names, by severity. */
function silenceHides(world: MockWorld, { kinds = [], alertIds = [] }: Match): object {
  const alerts = world.alerts.filter(
    ({ id, kind, state }) =>
      state !== 'resolved' &&
      (kinds.length === 0 || kinds.includes(kind)) &&
      (alertIds.length === 0 || alertIds.includes(id)),
  );
  const hides = { info: 0, notice: 0, warning: 0, critical: 0 };
  for (const { severity } of alerts) hides[severity] += 1;
  return { ...silenceDryRunOf(), hides, alerts: alerts.slice(0, 20) };
}

/** What the API returns for a change, signed in. */
export function change(world: MockWorld, path: string, body: Readonly<Record<string, unknown>>): Reply {
  const [, list = '', id, act] = path.split('/');
  if (/^(?:duties|interactions|survey-plans|emergencies|meetings)$/.test(list))
    return changeDuties(world.duties, [list, id, act], body);
  if (list.startsWith('submission')) return changeSubmissions(world.submissions, [list, id, act], body);
  if (list === 'imports') return changeImports(world.imports, [id, act], body);
  if (list === 'own-words') return changeOwnWords(world.ownWords, [id, act], body);
  if (list === 'own-posts') return changeOwnPosts(world, [id, act], body);
  if (list === 'alerts' && act === 'ack') {
    const index = world.alerts.findIndex((alert) => alert.id === id);
    const alert = world.alerts[index];
    if (alert === undefined) return NOT_FOUND;
    world.alerts[index] = {
      ...alert,
      state: 'acknowledged',
      acknowledged: { name: ME.name, at: new Date().toISOString() },
    };
    return { status: 204, body: null };
  }
  if (list === 'me' && id === 'password')
    return body['present'] === 'wrong'
      ? problem(400, 'invalid-input', '现在的密码不正确。')
      : { status: 204, body: null };
  if ((list === 'me' || list === 'people') && path.includes('/sessions/')) {
    endMockSession(path.split('/sessions/')[1]?.slice(0, 24) ?? '');
    return { status: 204, body: null };
  }
  if (list === 'me')
    return body['mobile'] === '12'
      ? problem(400, 'invalid-input', '请填写 6 至 15 位数字的手机号，可以 + 开头。')
      : ok({ ...ME.addresses, ...body });
  if (act === 'handover') return { status: 201, body: handoverOf() };
  if (list === 'liaisons' || list === 'courses' || act === 'liaisons') return changeTeam(path, body);
  if (list === 'filing-findings') return changeFilings(path, body);
  if (list === 'official-lists') return changeOfficialList(path, body);
  if (list === 'onboarding-plans') return changeOnboarding(path, body);
  if (list === 'alerts') return handled(world, id ?? '', body);
  if (list.startsWith('review')) return changeReviews(world, [list, id, act], body);
  if (path === '/silences/dry-run') return ok(silenceHides(world, body['match'] as Match));
  if (list === 'silences') {
    world.silences.push({
      ...silenceOf(),
      id: mockId('8', world.silences.length + 1),
      kind: body['kind'] === 'maintenance' ? 'maintenance' : 'silence',
      match: { ...silenceOf().match, ...(body['match'] as object) },
      reason: String(body['reason']),
      active: true,
    });
    return ok(world.silences.at(-1));
  }
  if (list === 'rosters' && act === 'import-preview') return ok(fillPreviewOf());
  if (list === 'rosters' && act === 'rotation-preview') return ok({ ...fillPreviewOf(), problems: [] });
  if (list === 'rosters') return ok({ changed: 1 });
  if (path === '/notify/routes/dry-run') return ok(routeDryRunOf());
  if (path === '/notify/dry-run')
    return ok({
      alertId: body['alertId'],
      recipients: [
        {
          outcome: 'told',
          toldAs: 'group',
          routeName: '紧急告警',
          channelName: '值班群',
          channelKind: 'dingtalk',
          recipient: '值班群',
          waitsUntilAt: null,
          fallbackName: null,
        },
      ],
      gaps: [],
    });
  if (path === '/notify/ladders/dry-run') return ok(rehearsalOf(String(body['alertId'])));
  if (path === '/notify/channels') {
    world.channels.push({ ...channelOf(), id: '9'.repeat(24), name: String(body['name']), lastTest: null });
    return ok(world.channels.at(-1));
  }
  if (path === '/digests/preview') return ok(digestPreviewOf());
  if (list === 'digests') return ok(digestOf());
  if (list === 'reminders') return ok(previewOf());
  if (list === 'subscriptions') return ok(subscriptionOf());
  if (list === 'notify' && id === 'messages') {
    world.messageRecord = { ...world.messageRecord, obstacle: 'not-failed' };
    return ok(world.messageRecord);
  }
  if (list === 'notify') return ok(world.channels[0]);
  if (list === 'cases' && act === 'events') {
    const index = world.cases.findIndex((shutdownCase) => shutdownCase.id === id);
    const shutdownCase = world.cases[index];
    if (shutdownCase === undefined) return NOT_FOUND;
    const at = new Date().toISOString();
    if (body['event'] === 'order-rectification')
      world.cases[index] = {
        ...shutdownCase,
        state: 'rectifying',
        steps: [
          ...shutdownCase.steps,
          {
            event: 'order-rectification',
            from: shutdownCase.state,
            to: 'rectifying',
            occurredAt: at,
            recordedAt: at,
            actor: ME.name,
            note: String(body['note']),
          },
        ],
      };
    return { status: 204, body: null };
  }
  if (list === 'findings') return ok({ id });
  if (list === 'sites') return mockSites.change(world, id ?? '', act, body);
  if (act === 'change-preview')
    return ok({
      unit: UNITS.find((unit) => unit.id === id),
      sourceId: id,
      counterpart: null,
      counterparts: 3,
      reached: [{ mandateId: world.mandates[0]?.id, title: world.mandates[0]?.title, channels: 2 }],
      left: [{ mandateId: world.mandates[1]?.id, title: world.mandates[1]?.title, open: 4 }],
    });
  if (list === 'policy-sources') return ok({});
  if (list === 'units' && id === undefined)
    return { status: 201, body: { ...UNITS[1], name: body['name'], parentId: body['parentId'] } };
  if (list === 'units' && (act === 'record' || act === 'close' || act === 'reopen'))
    return ok(UNITS.find((unit) => unit.id === id));
  if (list === 'units' && (act === 'merge' || act === 'merge-preview'))
    return ok({
      ...{ unitId: id, unitName: '', intoId: body['intoId'], intoName: '' },
      state: act === 'merge' ? 'merged' : 'preview',
      ...{ units: 1, people: 5, administrators: 2, tasks: 2, settings: 1, rows: { accounts: 12, posts: 340 } },
    });
  if (list === 'units' && act === undefined) return ok(UNITS.find((unit) => unit.id === id));
  if (list === 'units')
    return ok({
      unitId: id,
      unitName: '',
      fromName: null,
      toName: null,
      state: act === 'move' ? 'moved' : 'preview',
      units: 3,
      people: 5,
      rows: { accounts: 12, posts: 340 },
    });
  if (list === 'people' && act === 'sign-in-link')
    return {
      status: 201,
      body: { url: 'https://office.example/sign-in#token=shown-once', expiresAt: '2026-11-21T09:00:00.000Z' },
    };
  if (list === 'people' && act === undefined) {
    const person = describeMock(id ?? null, body, world.clock);
    return person === null
      ? problem(400, 'invalid-input', '请换一个用户名，或启用、修改原有人员。')
      : { status: id === undefined ? 201 : 200, body: person };
  }
  if (list === 'people' && act === 'assignments')
    return { status: 200, body: assignMock(id ?? '', { ...body, ended: path.split('/')[4] ?? null }, world.clock) };
  if (list === 'roles') return ok(mockRoles()[2]);
  if (list === 'people' && act === 'sessions-end') return { status: 204, body: null };
  if (list === 'people' && act === 'disabled')
    return ok(setMockDisabled(id ?? '', body['disabled'] === true, world.clock));
  if (list === 'manual-tasks' && id === 'retry') return ok(mockRetry(body));
  if (list === 'accounts' && act === 'collect') return { status: 202, body: { dueAt: new Date().toISOString() } };
  if (list === 'accounts' && id === 'probe') return ok(mockProbe(body));
  if (list === 'accounts' && id !== undefined && act === undefined) return ok(body);
  if (list === 'accounts' && id === undefined) return { status: 201, body: { id: world.accounts[0]?.id } };
  if (list === 'accounts' && (act === 'filing' || act === 'status')) return ok(body);
  if (list === 'accounts' && act === 'articles')
    return ok({
      post: {
        id: '1',
        title: '一篇群发文章',
        text: '',
        url: String(body['url']),
        published: { precision: 'day', value: '2026-11-20', original: '2026-11-20' },
        countedAt: new Date().toISOString(),
        standing: 'counted',
        firstSeenAt: new Date().toISOString(),
      },
      isNew: true,
    });
  if (list === 'mandate-rules' && id === 'preview') return ok(mockRulePreview(world.clock));
  if (list === 'mandate-rules' && act === 'disabled') {
    const [rule] = mockRules;
    if (rule !== undefined)
      mockRules[0] = { ...rule, disabledAt: body['disabled'] === true ? new Date().toISOString() : null };
    return ok(mockRules[0]);
  }
  if (list === 'mandate-rules') return ok(mockRules[0]);
  if (list === 'training')
    return ok(
      id === 'faults'
        ? setMockFault(body)
        : {
            title: String(body['title'] ?? '自动拟定的政策'),
            docNumber: '国办发〔2026〕9号',
            url: 'https://www.gov.cn/9',
          },
    );
  if (list === 'credentials')
    return id === 'authorise'
      ? ok({ url: '/credentials?authorised=yes', expiresAt: new Date().toISOString() })
      : { status: 202, body: { dueAt: new Date().toISOString() } };
  if (list === 'mandates' && act === 'review') return problem(409, 'self-approval', '请由另一名审核人通过这一步。');
  if (['obligations', 'publish-jobs'].includes(list) && act !== undefined) return { status: 204, body: null };
  return NOT_FOUND;
}
