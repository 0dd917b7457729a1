import type { Site } from '../accounts/site';
import type { SiteId } from '../ids';
import type { SiteCheck } from '../siteChecks/siteCheck';
import { SITE_CHECKS, type SiteCheckKind, type SiteVerdict } from '../siteChecks/siteVerdict';
import type { Alert, AlertDraft, DomainEvent, Resolution } from './alert';
import { SITE_CHECK_ALERTS } from './alertTable';
import { makeEvent, type EventContext } from './domainEvent';

const OWNER = 'site:';

/** Whose state says what is wrong with one website. */
export function siteCheckOwner(id: SiteId): string {
  return `${OWNER}${id}`;
}

/** What the checks of a website hold against it now: one alert a check, which presses more once it is the veto. */
export function siteCheckAlerts(
  { id: siteId, name, unitId, unitPath }: Pick<Site, 'id' | 'name' | 'unitId' | 'unitPath'>,
  { verdicts }: Pick<SiteCheck, 'verdicts'>,
): readonly AlertDraft[] {
  return SITE_CHECKS.flatMap((kind): AlertDraft[] => {
    const { state, reason, figures, sinceAt } = verdicts[kind];
    if (state !== 'warn' && state !== 'veto') return [];
    return [
      {
        ...{ ...SITE_CHECK_ALERTS[state], cause: causeOf(siteId, kind), owner: siteCheckOwner(siteId), reason },
        ...{ subject: { label: name }, unitId, unitPath, byUnit: null, siteId, occurredAt: sinceAt },
        figures: { siteId, ...figures },
      },
    ];
  });
}

/** Why one of these is over. */
export function siteCheckAlertEnd(
  { cause }: Pick<Alert, 'cause'>,
  { verdicts }: Pick<SiteCheck, 'verdicts'>,
): Resolution {
  const kind = SITE_CHECKS.find((one) => cause.endsWith(`:${one}`));
  return kind !== undefined && verdicts[kind].state === 'unknown' ? 'not-seen' : 'within-limits';
}

function causeOf(id: SiteId, kind: SiteCheckKind): string {
  return `${OWNER}${id}:${kind}`;
}

/** One check of a website says something else than before: by which figures and which clause. */
export function siteCheckedEvent(
  change: EventContext & {
    readonly siteId: SiteId;
    readonly kind: SiteCheckKind;
    readonly before: SiteVerdict;
    readonly after: SiteVerdict;
  },
): DomainEvent {
  const { siteId, kind, before, after } = change;
  return makeEvent(change, {
    kind: 'site-checked',
    subject: `site:${siteId}`,
    from: before.state,
    to: after.state,
    reason: after.reason,
    data: {
      check: kind,
      ...after.figures,
      ...(after.clause === null ? {} : { source: after.clause.source, clause: after.clause.text }),
    },
  });
}
