import { Button, InputNumber, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import type { RouteDryRunView, TellingChangeView } from '../../../api/dryRuns';
import type { TellingView } from '../../../api/notify';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Failure } from '../../components/failure';
import { When } from '../../components/when';
import { useRouteDryRun } from '../../data/dryRuns';
import { shortInstant } from '../../time/civil';
import { useNow } from '../../time/clock';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { AlertPick, alertLine } from './alertPick';
import { Field } from './formDialog';

const MOST_DAYS = 30;

/** Who is told how: outcome, until when it waits, why they are among them, by which route. */
function Telling({ told }: { readonly told: TellingView }): ReactNode {
  const { notify, codes } = useWords();
  const nowMs = useNow();
  const { outcome, toldAs, routeName, waitsUntilAt, fallbackName } = told;
  const parts = [
    codes.tellingOutcome[outcome],
    ...(waitsUntilAt === null ? [] : [notify.deliveries.until(shortInstant(waitsUntilAt, nowMs))]),
    ...(toldAs === 'group' ? [] : [codes.toldAs[toldAs]]),
    notify.deliveries.route(routeName),
    ...(fallbackName === null ? [] : [notify.deliveries.fallback(fallbackName)]),
  ];
  return parts.join(' · ');
}

function Change({ of }: { readonly of: TellingChangeView }): ReactNode {
  const {
    notify: {
      routes: { dryRun: texts },
    },
    common,
  } = useWords();
  const { change, before, after } = of;
  const shown = after ?? before;
  if (shown === null) return null;
  const { recipient, channelName } = shown;
  return (
    <li>
      <strong>{texts.change[change]}</strong>
      {common.colon}
      {recipient === channelName ? channelName : `${recipient} · ${channelName}`}{' '}
      <span className="soft">
        <Telling told={shown} />
      </span>
      {change !== 'other' || before === null ? null : (
        <div className="soft">
          {texts.today} <Telling told={before} />
        </div>
      )}
    </li>
  );
}

type Recipient = RouteDryRunView['recipients'][number];

/** Of how many of the alerts each is told, today and by the draft. */
function Recipients({ of }: { readonly of: readonly Recipient[] }): ReactNode {
  const {
    notify: {
      routes: { dryRun: texts },
    },
  } = useWords();
  const columns: readonly Column<Recipient>[] = [
    {
      key: 'who',
      title: texts.columns.who,
      place: 'lead',
      render: ({ recipient, channelName }) =>
        recipient === channelName ? channelName : `${recipient} · ${channelName}`,
    },
    { key: 'before', title: texts.columns.before, align: 'right', render: ({ before }) => figure(before) },
    { key: 'after', title: texts.columns.after, align: 'right', render: ({ after }) => figure(after) },
    { key: 'waiting', title: texts.columns.waiting, align: 'right', render: ({ waiting }) => figure(waiting) },
  ];
  return (
    <DataTable
      label={texts.columns.who}
      columns={columns}
      items={of}
      keyOf={({ recipient, channelName }) => `${recipient} ${channelName}`}
    />
  );
}

function Found({ found }: { readonly found: RouteDryRunView }): ReactNode {
  const words = useWords();
  const { notify, codes, common } = words;
  const { dryRun: texts } = notify.routes;
  const { looked, matched, changed, isCut, recipients, alerts } = found;
  return (
    <div role="status">
      <p>{texts.sum(figure(looked), figure(matched), figure(changed))}</p>
      {isCut ? <p className="soft">{texts.isCut}</p> : null}
      {recipients.length === 0 ? <EmptyNote why={texts.nobody} /> : <Recipients of={recipients} />}
      <ul className="plain-list">
        {alerts.map(({ alert, at, tellings, gaps }) => (
          <li key={alert.id}>
            <span className="soft">{codes.severity[alert.severity]}</span> {alertLine(alert, words)}{' '}
            <span className="soft">
              <When at={at} />
            </span>
            <ul className="plain-list">
              {tellings.map((one) => (
                <Change
                  key={`${(one.after ?? one.before)?.recipient} ${(one.after ?? one.before)?.channelName}`}
                  of={one}
                />
              ))}
              {gaps.map(({ gap, routeName }) => (
                <li key={routeName}>
                  {notify.deliveries.gap}
                  {common.colon}
                  {codes.audienceGap[gap]} <span className="soft">{notify.deliveries.route(routeName)}</span>
                </li>
              ))}
              {tellings.length + gaps.length === 0 ? <li className="soft">{notify.deliveries.nobody}</li> : null}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Who would be told if the draft were saved, of one alert or of those of the last days; nothing is saved or sent. */
export function RouteDryRun({
  id,
  draft,
  ready,
}: {
  /** Null: a new one. */
  readonly id: string | null;
  readonly draft: object;
  readonly ready: boolean;
}): ReactNode {
  const { notify, common } = useWords();
  const { dryRun: texts } = notify.routes;
  const dryRun = useRouteDryRun();
  const [isOpen, setOpen] = useState(false);
  const [about, setAbout] = useState<'days' | 'alert'>('days');
  const [picked, setPicked] = useState<string | null>(null);
  const [days, setDays] = useState<number | null>(7);
  const [ranWith, setRanWith] = useState('');
  const run = (asked: object): void => {
    setRanWith(JSON.stringify(draft));
    dryRun.mutate({ id, draft, about: asked });
  };
  const button = (asked: object | null): ReactNode => (
    <p>
      <Button
        disabled={!ready || asked === null}
        loading={dryRun.isPending}
        onClick={() => (asked === null ? undefined : run(asked))}
      >
        {texts.run}
      </Button>
      {ready ? null : <span className="soft"> {texts.notReady}</span>}
    </p>
  );
  if (!isOpen)
    return (
      <p>
        <Button onClick={() => setOpen(true)}>{texts.button}</Button>
      </p>
    );
  return (
    <section className="dry-run" aria-label={texts.title}>
      <p className="soft">{texts.intro}</p>
      <Segmented<'days' | 'alert'>
        aria-label={texts.about}
        value={about}
        onChange={setAbout}
        options={[
          { value: 'days', label: texts.ofDays },
          { value: 'alert', label: texts.ofAlert },
        ]}
      />
      {about === 'days' ? (
        <>
          <Field label={texts.days}>
            <InputNumber min={1} max={MOST_DAYS} value={days} onChange={setDays} />
          </Field>
          {button(days === null ? null : { days })}
        </>
      ) : (
        <AlertPick picked={picked} onPick={setPicked}>
          {(alertId) => button({ alertId })}
        </AlertPick>
      )}
      {dryRun.error === null ? null : (
        <Failure failure={dryRun.error} title={common.failure.actionTitle(texts.button)} of="asking" />
      )}
      {dryRun.data === undefined ? null : ranWith === JSON.stringify(draft) ? (
        <Found found={dryRun.data} />
      ) : (
        <p className="soft">{texts.outdated}</p>
      )}
    </section>
  );
}
