import type { IntakeLineView } from '../../../api/interactions';
import { isOpen } from '../../../domain/accounts/unit';
import { interactionEvent } from '../../../domain/alerts/events';
import { INTERACTION_SOURCES, type Interaction } from '../../../domain/duties/interaction';
import { INTERACTION_KINDS } from '../../../domain/duties/interactionKinds';
import type { DutyId, InteractionId, PersonId } from '../../../domain/ids';
import type { Principal } from '../../../domain/people/role';
import { MINUTE_MS, type Instant } from '../../../domain/time/instant';
import { isWritten } from '../../../domain/writtenText';
import type { Actor } from '../../../domain/cases/case';
import type { Unit } from '../../../ports/storage';
import { personActor } from '../../actors';
import { demand } from '../../refuse';
import type { ServiceDeps } from '../../settings';
import type { IncomingMessage, InteractionServices } from './contract';
import { messagesOfSheet } from './messagesOfSheet';
import { tellDuty } from './tellDuty';

const MOST_TEXT = 4_000;
const MOST_TITLE = 200;
const MOST_SOURCE_ID = 200;
const MOST_LINK = 2_000;
/** Clocks of other systems may go ahead of ours by as much. */
const AHEAD_MS = 5 * MINUTE_MS;

interface Refused {
  readonly field: string;
  readonly message: string;
}

/** What a message is stored with beside what it says. */
export interface Received {
  readonly unit: Unit;
  readonly receivedAt: Instant;
  readonly codeHash: string | null;
  readonly actor: Actor;
  readonly by: { readonly id: PersonId; readonly name: string } | null;
}

/** Stores one message under its source, once, and starts the clock of its answer. */
export async function storeMessage(
  deps: ServiceDeps,
  message: Omit<IncomingMessage, 'unitId' | 'receivedAt'>,
  { unit, receivedAt, codeHash, actor, by }: Received,
): Promise<{ readonly id: InteractionId; readonly isNew: boolean }> {
  const { storage, ids, clock } = deps;
  const now = clock.now();
  const id = ids.id<InteractionId>();
  const { source, sourceId, authorName, link } = message;
  const interaction: Interaction = {
    ...{ id, dutyId: ids.id<DutyId>(), source, sourceId, authorName, link, receivedAt, codeHash },
    kind: message.kind ?? (source === 'error-report-system' ? 'error-report' : 'inquiry'),
    ...{ title: message.title.trim(), text: message.text.trim(), firstUnitId: unit.id },
    ...{ state: 'received', setAside: null, answer: null, handedIn: false, followed: 0, answeredAt: null },
    ...{ isPublic: false, answerLink: null, satisfaction: null, isTold: false, reviewKey: id, version: 1 },
    thread: [{ event: 'receive', by: by?.id ?? null, name: by?.name ?? '', at: now, words: null }],
  };
  const event = interactionEvent({ eventId: ids.eventId(), actor, now, before: null, interaction });
  const stored = await storage.interactions.receive(interaction, event);
  // One that was stored by a run that ended before its clock was started is told of here too.
  const known = stored.isNew ? interaction : await storage.interactions.byId(stored.id);
  if (known !== null && !known.isTold) await tellDuty(deps, known);
  return stored;
}

/** Taking in what other systems and sheets hand in: each message once, and every line that cannot be taken is said. */
export function createReceiving(deps: ServiceDeps): Pick<InteractionServices, 'receive' | 'receiveSheet'> {
  const { storage, clock } = deps;
  const receive: InteractionServices['receive'] = async (messages, principal) => {
    demand('duty.receive', principal);
    const units = await storage.units.list(principal.unitId);
    const lines: IntakeLineView[] = [];
    for (const [at, message] of messages.entries()) {
      const line = { line: at + 1, sourceId: message.sourceId };
      const read = readMessage(message, { units, principal, now: clock.now() });
      if ('refused' in read) {
        const { field, message: words } = read.refused;
        lines.push({ ...line, result: 'refused', id: null, field, message: words });
        continue;
      }
      const by = { id: principal.personId, name: principal.name };
      const given = { ...read, codeHash: null, actor: personActor(principal), by };
      const { id, isNew } = await storeMessage(deps, message, given);
      lines.push({ ...line, result: isNew ? 'received' : 'known', id, field: null, message: null });
    }
    const count = (result: IntakeLineView['result']): number => lines.filter((one) => one.result === result).length;
    return { received: count('received'), known: count('known'), refused: count('refused'), lines };
  };
  return { receive, receiveSheet: async (sheets, principal) => receive(messagesOfSheet(sheets), principal) };
}

function readMessage(
  message: IncomingMessage,
  { units, principal, now }: { readonly units: readonly Unit[]; readonly principal: Principal; readonly now: Instant },
): { readonly unit: Unit; readonly receivedAt: Instant } | { readonly refused: Refused } {
  const refuse = (field: string, words: string) => ({ refused: { field, message: words } });
  const { source, sourceId, kind, title, text, link } = message;
  if (!INTERACTION_SOURCES.includes(source)) return refuse('source', '没有这种来源，请从列出的来源中选择。');
  if (kind !== undefined && !INTERACTION_KINDS.includes(kind))
    return refuse('kind', '没有这种类别，请从列出的类别中选择。');
  if (!isWritten(sourceId) || sourceId.length > MOST_SOURCE_ID)
    return refuse('sourceId', `请填写在来源处的编号，不超过 ${MOST_SOURCE_ID} 个字符。`);
  if (!isWritten(title) || title.length > MOST_TITLE) return refuse('title', `请填写标题，不超过 ${MOST_TITLE} 字。`);
  if (!isWritten(text) || text.length > MOST_TEXT) return refuse('text', `请填写内容，不超过 ${MOST_TEXT} 字。`);
  if (link !== null && (!/^https?:\/\//.test(link) || link.length > MOST_LINK))
    return refuse('link', '链接应以 http:// 或 https:// 开头。');
  const receivedAt = new Date(message.receivedAt);
  if (Number.isNaN(receivedAt.getTime())) return refuse('receivedAt', '不是时间，请填写如 2026-09-18T09:30:00+08:00。');
  if (receivedAt.getTime() > now.getTime() + AHEAD_MS) return refuse('receivedAt', '收到的时间还没有到。');
  const unit =
    message.unitName === undefined
      ? units.find(({ id }) => id === (message.unitId ?? principal.unitId))
      : units.find(({ name }) => name === message.unitName);
  if (unit === undefined) return refuse('unitId', '没有找到办理单位，请填写您可查看的单位。');
  return isOpen(unit) ? { unit, receivedAt } : refuse('unitId', `单位“${unit.name}”已关闭，请填写在用的单位。`);
}
