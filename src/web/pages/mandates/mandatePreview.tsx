import type { ReactNode } from 'react';
import type { PlatformPreviewView } from '../../../api/mandates';
import { EmptyNote } from '../../components/emptyNote';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { Shape } from '../../components/status';
import { useMandatePreview } from '../../data/queries';
import { figure } from '../../time/figure';
import { useWords, wordOf } from '../../words/words';
import { plainText } from '../obligations/plainText';

function Example({ example }: { readonly example: NonNullable<PlatformPreviewView['example']> }): ReactNode {
  const {
    publishing: { preview: texts },
    common,
  } = useWords();
  if (example.failure !== null)
    return (
      <p className="look-warned">
        <Shape look="warned" /> {texts.cannot}
        {common.colon}
        {example.failure.message} <code>{example.failure.code}</code>
      </p>
    );
  return (
    <>
      <p className="soft">{texts.example(example.accountName)}</p>
      <div>
        <strong>{example.draft.title}</strong>
        <div className="copy-long">{plainText(example.draft.text)}</div>
      </div>
      <ul className="outcomes">
        {example.measures.map(({ name, value, limit }) => (
          <li key={name} className={`num${value > limit ? ' look-breached' : ''}`}>
            {wordOf(texts.measure, name)} {common.countOf(figure(value), figure(limit))}
          </li>
        ))}
      </ul>
    </>
  );
}

/** How the mandate goes out on each platform, before and after issue. Nothing is published by looking. */
export function MandatePreview({ mandateId }: { readonly mandateId: string }): ReactNode {
  const {
    publishing: { preview: texts },
    codes,
  } = useWords();
  return (
    <Panel title={texts.title}>
      <p className="soft">{texts.intro}</p>
      <Reading read={useMandatePreview(mandateId)} what={texts.title} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.none} />
          ) : (
            <div className="previews">
              {items.map(({ platform, accounts, publishable, obstacles, example }) => (
                <section key={platform} aria-label={codes.platform[platform]}>
                  <h3>{codes.platform[platform]}</h3>
                  <p className="num">{texts.accounts(figure(publishable), figure(accounts))}</p>
                  {Object.keys(obstacles).length === 0 ? null : (
                    <ul className="outcomes">
                      {Object.entries(obstacles).map(([reason, count]) => (
                        <li key={reason} className="soft num">
                          {wordOf(codes.noPublishReason, reason)} {figure(count)}
                        </li>
                      ))}
                    </ul>
                  )}
                  {example === null ? <EmptyNote why={texts.noExample} /> : <Example example={example} />}
                </section>
              ))}
            </div>
          )
        }
      </Reading>
    </Panel>
  );
}
