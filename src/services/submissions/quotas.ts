import type { QuotasView } from '../../api/submissionQuotas';
import { makeEvent } from '../../domain/alerts/events';
import { isOpen, type Unit } from '../../domain/accounts/unit';
import { Refusal } from '../../domain/errors';
import { inScope, may } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import { addMonths, monthOf, type Month } from '../../domain/submissions/month';
import { NO_GOVERNMENT } from '../../domain/submissions/quota';
import {
  groupOfRule,
  standingOfEach,
  withChanges,
  type QuotaChange,
  type QuotaTarget,
} from '../../domain/submissions/quotaChange';
import { personActor } from '../actors';
import { readScope } from '../readScope';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import { readSubmissionRules } from '../submissionRules';
import { iso } from '../toView/isoInstant';
import type { QuotaDraft, SubmissionServices } from './contract';

/** Further ahead nobody plans. */
const MOST_MONTHS_AHEAD = 24;

/** What units owe a month (报送指标): seen by all, changed by the office from a month on that has not begun. */
export function createQuotas(deps: ServiceDeps): Pick<SubmissionServices, 'quotas' | 'setQuota'> {
  const { storage, settings, clock, ids } = deps;
  const view = async (principal: Principal): Promise<QuotasView> => {
    const scope = readScope(principal);
    const { rules, changes } = await readSubmissionRules(deps);
    const month = monthOf(clock.now());
    const units = new Map((await storage.units.list(null)).map((unit) => [unit.key, unit]));
    // Why another unit owes another number is between it and the office.
    const isSeen = (key: string): boolean => scope === null || inScope(scope, units.get(key)?.path ?? []);
    const nameOf = (key: string): string => units.get(key)?.name ?? key;
    const ruleStandings = standingOfEach(rules.quotas, month, groupOfRule);
    const exceptionStandings = standingOfEach(rules.exceptions, month, ({ unitKey }) => unitKey);
    return {
      rules: rules.quotas.map(({ key: _key, ...rule }, at) => ({ ...rule, standing: ruleStandings[at] ?? 'past' })),
      exceptions: rules.exceptions.flatMap(({ unitKey, ...rest }, at) =>
        isSeen(unitKey) ? [{ ...rest, unitName: nameOf(unitKey), standing: exceptionStandings[at] ?? 'past' }] : [],
      ),
      changes: [...changes]
        .reverse()
        .filter(({ target }) => target.kind === 'level' || isSeen(target.unitKey))
        .map(({ target, by, at, ...rest }) => ({
          ...rest,
          level: target.kind === 'level' ? target.level : null,
          under: target.kind === 'level' ? target.under : null,
          unitName: target.kind === 'unit' ? nameOf(target.unitKey) : null,
          ...{ byName: by.name, at: iso(at) },
        })),
      seq: changes.length,
      earliestMonth: addMonths(month, 1),
      mayChange: principal.unitId === null && may(principal, 'rules.manage'),
    };
  };
  const targetOf = async ({ target }: QuotaDraft): Promise<{ target: QuotaTarget; unit: Unit | null }> => {
    if (target.kind === 'level') {
      if (NO_GOVERNMENT.includes(target.under))
        throw invalidInput('target', '上级须是一级政府。', '请选择国家、省、市、县、乡镇或村。');
      return { target, unit: null };
    }
    const unit = await storage.units.byId(target.unitId, null);
    if (unit === null) throw notFound('单位', 'target');
    if (!isOpen(unit)) throw invalidInput('target', `单位“${unit.name}”已关闭。`, '请选择在用的单位。');
    return { target: { kind: 'unit', unitKey: unit.key }, unit };
  };
  return {
    quotas: view,
    setQuota: async (draft, principal) => {
      demand('rules.manage', principal);
      if (principal.unitId !== null)
        throw new Refusal('forbidden', '报送指标由管理全部单位的人员设置。', { remedy: '请联系主管单位的管理员。' });
      const clause = writtenReason(draft.clause, '请写明依据或理由。');
      const { least, counts, effectiveFrom } = draft;
      demandMonth(effectiveFrom, monthOf(clock.now()));
      const { target, unit } = await targetOf(draft);
      if (least === null && unit === null)
        throw invalidInput('least', '请填写每月条数；没有任务填 0。', '只有单个单位可以恢复按层级执行。');
      const { changes } = await readSubmissionRules(deps);
      if (changes.length !== draft.seq) throw conflict('报送指标刚被他人改动。');
      const change: QuotaChange = {
        ...{ seq: changes.length + 1, target, least, counts, effectiveFrom, clause },
        ...{ by: { id: principal.personId, name: principal.name }, at: clock.now() },
      };
      demandDifference(change, { base: settings.submissions, changes });
      const event = makeEvent(
        { eventId: ids.eventId(), actor: personActor(principal), now: change.at },
        {
          ...{ kind: 'quota-changed', subject: unit === null ? 'submission-quotas' : `unit:${unit.id}` },
          ...{ from: null, to: null, reason: clause },
          data: {
            ...(target.kind === 'level' ? { level: target.level, under: target.under } : { unitKey: target.unitKey }),
            ...{ least, counts, effectiveFrom, seq: change.seq },
          },
        },
      );
      if (!(await storage.quotaChanges.add(change, event))) throw conflict('报送指标刚被他人改动。');
      return view(principal);
    },
  };
}

/** A month is opened with what is owed when it begins: what is set in it counts from the next. */
function demandMonth(effectiveFrom: Month, current: Month): void {
  if (effectiveFrom <= current)
    throw invalidInput('effectiveFrom', '当月和以前的指标已定，不能改。', `最早从 ${addMonths(current, 1)} 起生效。`);
  if (effectiveFrom > addMonths(current, MOST_MONTHS_AHEAD))
    throw invalidInput('effectiveFrom', `生效月份在 ${MOST_MONTHS_AHEAD} 个月以后。`, '请选择较近的月份。');
}

/** What it would be in that month without this change. */
function demandDifference(
  change: QuotaChange,
  {
    base,
    changes,
  }: { readonly base: ServiceDeps['settings']['submissions']; readonly changes: readonly QuotaChange[] },
): void {
  const { target, least, counts, effectiveFrom } = change;
  const { quotas, exceptions } = withChanges(base, changes);
  const latest = <T extends { readonly effectiveFrom: Month }>(items: readonly T[]): T | undefined =>
    items
      .filter((one) => one.effectiveFrom <= effectiveFrom)
      .reduce<T | undefined>((best, one) => (best && best.effectiveFrom >= one.effectiveFrom ? best : one), undefined);
  const isSame =
    target.kind === 'level'
      ? isSameRule(latest(quotas.filter((one) => groupOfRule(one) === `${target.level} ${target.under}`)), change)
      : (latest(exceptions.filter(({ unitKey }) => unitKey === target.unitKey))?.least ?? null) === least;
  if (isSame) throw invalidInput('least', '与该月已定的指标相同。', '请修改条数或计数口径。');

  function isSameRule(rule: (typeof quotas)[number] | undefined, said: QuotaChange): boolean {
    return (rule?.least ?? 0) === said.least && (rule === undefined || rule.counts === counts);
  }
}
