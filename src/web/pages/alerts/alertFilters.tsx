import { Input } from 'antd';
import type { ReactNode } from 'react';
import { choicesOf, FilterBar, type Filter } from '../../components/filterBar';
import type { ListAddress } from '../../components/listAddress';
import type { Filters } from '../../data/queries';
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
  'assigned',
  'q',
  'noticedWithinHours',
  'accountId',
  'state',
  'view',
] as const;
export type AlertAddress = ListAddress<(typeof ALERT_FILTERS)[number]>;

/** What only alerts that are not resolved are narrowed by. */
const UNRESOLVED_ONLY: ReadonlySet<string> = new Set(['reason', 'q', 'noticedWithinHours']);

/** The filters of the address as the server takes them; of what is over, without those it does not take. */
export function askedOf({ filters }: Pick<AlertAddress, 'filters'>, isUnresolved: boolean): Filters {
  const { kind, reason, severity, unit, platform, assigned, q, noticedWithinHours, accountId } = filters;
  const narrow = { reason, q, noticedWithinHours, assigned };
  const over = { assigned: assigned === 'nobody' ? null : assigned };
  return { kind, severity, unitId: unit, platform, accountId, ...(isUnresolved ? narrow : over) };
}

/** By kind, severity, platform, unit, who has them, name and time of noticing, each living in the address. */
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
      name: 'assigned',
      label: texts.filters.assigned,
      choices: choicesOf(isUnresolved ? texts.assignedTo : { me: texts.assignedTo.me }),
    },
    { name: 'noticedWithinHours', label: texts.filters.noticedWithinHours, choices: choicesOf(texts.within) },
    { name: 'q', label: texts.filters.q },
  ];
  const shown = all.filter(({ name }) => isUnresolved || !UNRESOLVED_ONLY.has(name));
  return (
    <>
      {isUnresolved ? (
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
      ) : null}
      <FilterBar address={address} filters={shown} />
    </>
  );
}
