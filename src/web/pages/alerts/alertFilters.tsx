import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { choicesOf, FilterBar, type Filter } from '../../components/filterBar';
import type { ListAddress } from '../../components/listAddress';
import { useAssignees } from '../../data/alerts';
import { useMe, useSiteIfAny, useSites, type Filters } from '../../data/queries';
import { useUnits } from '../../data/units';
import { ALERT_KIND_ORDER } from '../../words/status';
import { useWords } from '../../words/words';
import { reasonWords } from '../../../wording/alertSentence';

export const ALERT_FILTERS = [
  'kind',
  'reason',
  'severity',
  'unit',
  'platform',
  'siteId',
  'authority',
  'silenced',
  'assigned',
  'q',
  'noticedWithinHours',
  'accountId',
  'messageId',
  'state',
  'view',
] as const;
export type AlertAddress = ListAddress<(typeof ALERT_FILTERS)[number]>;

/** Sites offered at once; of an office with more, those whose name holds what is typed. */
const MOST_SITES = 200;

/** What is over is looked for by name, or as given to nobody, among what was noticed for so long; in hours. */
const LOOKED_FOR_WITHIN = '720';

/** Whether only what was noticed lately is looked through, though nobody asked for that. */
function isWithinMonth({ filters }: Pick<AlertAddress, 'filters'>, isUnresolved: boolean): boolean {
  const { q, assigned, noticedWithinHours } = filters;
  return !isUnresolved && noticedWithinHours === null && (q !== null || assigned === 'nobody');
}

/** The filters of the address as the server takes them; of what is over, not whether it is silenced. */
export function askedOf({ filters }: Pick<AlertAddress, 'filters'>, isUnresolved: boolean): Filters {
  const { kind, reason, severity, unit, platform, siteId, assigned, accountId, messageId } = filters;
  const { q, noticedWithinHours, authority, silenced } = filters;
  const within = isWithinMonth({ filters }, isUnresolved) ? LOOKED_FOR_WITHIN : noticedWithinHours;
  const always = { kind, severity, unitId: unit, platform, siteId, accountId, messageId };
  const narrow = { reason, q, noticedWithinHours: within, assigned, authority };
  return { ...always, ...narrow, silenced: isUnresolved ? silenced : null };
}

/**
 * By kind, severity, platform, site, unit, whose word it is, whether it is silenced, who has them, name and time of
 * noticing, each living in the address.
 */
export function AlertFilters({
  address,
  isUnresolved,
}: {
  readonly address: AlertAddress;
  readonly isUnresolved: boolean;
}): ReactNode {
  const words = useWords();
  const { alerts: texts, codes } = words;
  const units = useUnits().data?.items ?? [];
  const { filters, setFilter } = address;
  const [sought, setSought] = useState('');
  const sites = useSites({ limit: MOST_SITES, q: sought.trim() === '' ? null : sought.trim() }).data?.items ?? [];
  const site = useSiteIfAny(filters.siteId).data;
  const mayAssign = useMe().data?.actions.includes('alert.acknowledge') === true;
  const people = (useAssignees(mayAssign).data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const all: readonly Filter<keyof typeof filters>[] = [
    {
      name: 'kind',
      label: texts.filters.kind,
      choices: ALERT_KIND_ORDER.map((value) => ({ value, label: codes.alertKind[value] })),
    },
    {
      name: 'reason',
      label: texts.filters.reason,
      shown: filters.reason === null ? null : reasonWords(filters.reason, words, filters.kind),
    },
    { name: 'severity', label: texts.filters.severity, choices: choicesOf(codes.severity) },
    { name: 'platform', label: texts.filters.platform, choices: choicesOf(codes.platform) },
    {
      name: 'unit',
      label: texts.filters.unit,
      choices: units.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      name: 'siteId',
      label: texts.filters.site,
      choices: sites.map(({ id, name }) => ({ value: id, label: name })),
      shown: site?.name ?? null,
      onSought: setSought,
    },
    { name: 'authority', label: texts.filters.authority, choices: choicesOf(codes.authority) },
    { name: 'silenced', label: texts.filters.silenced, choices: choicesOf(texts.silencedOrNot) },
    { name: 'messageId', label: texts.filters.message, shown: texts.ofMessage },
    {
      name: 'assigned',
      label: texts.filters.assigned,
      choices: [...choicesOf(texts.assignedTo), ...people],
    },
    { name: 'noticedWithinHours', label: texts.filters.noticedWithinHours, choices: choicesOf(texts.within) },
    { name: 'q', label: texts.filters.q },
  ];
  const shown = all.filter(({ name }) => isUnresolved || name !== 'silenced');
  return (
    <>
      <Input.Search
        key={filters.q}
        allowClear
        className="filter-search"
        maxLength={100}
        aria-label={texts.filters.q}
        placeholder={texts.filters.q}
        defaultValue={filters.q ?? ''}
        onSearch={(value) => setFilter('q', value.trim() === '' ? null : value.trim())}
      />
      <FilterBar address={address} filters={shown} />
      {isWithinMonth(address, isUnresolved) ? <p role="status">{texts.withinMonth}</p> : null}
    </>
  );
}
