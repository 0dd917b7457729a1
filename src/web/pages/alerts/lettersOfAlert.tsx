import type { ReactNode } from 'react';
import { Reading } from '../../components/reading';
import { When } from '../../components/when';
import { useLettersOfAlert } from '../../data/letters';
import { useWords } from '../../words/words';
import { DeliveryState } from '../notifications/deliveryState';

/** 催办和提要 that told of the alert: who was told when by which channel; nothing where there were none. */
export function LettersOfAlert({ alertId }: { readonly alertId: string }): ReactNode {
  const {
    letters: { ofAlert: texts },
  } = useWords();
  const read = useLettersOfAlert(alertId);
  if (read.data === undefined)
    return (
      <Reading read={read} what={texts.title} rows={1}>
        {() => null}
      </Reading>
    );
  const { items } = read.data;
  if (items.length === 0) return null;
  return (
    <section aria-label={texts.title}>
      <h3>{texts.title}</h3>
      <ul className="plain-list history-told">
        {items.map(({ id, kind, byName, recipient, channelName, state, reason, settledAt, queuedAt }) => (
          <li key={id}>
            <span>
              {texts.kind[kind]}
              {byName === null ? '' : texts.by(byName)} →{' '}
              {recipient === channelName ? channelName : `${recipient} · ${channelName}`}
            </span>{' '}
            <When at={settledAt ?? queuedAt} /> <DeliveryState state={state} reason={reason} />
          </li>
        ))}
      </ul>
    </section>
  );
}
