import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { PageTitle } from '../../components/pageTitle';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { useMe } from '../../data/queries';
import { useWords } from '../../words/words';
import { SETTINGS_PLACES } from './places';

/** 设置: one sentence for each page that whoever looks may open, so that nothing has to be known to be found. */
export default function SettingsPage(): ReactNode {
  const words = useWords();
  const { settings: texts } = words;
  return (
    <>
      <PageTitle name={texts.title} />
      <Reading read={useMe()} what={texts.title} rows={8}>
        {(me) => (
          <>
            {SETTINGS_PLACES.map(([group, places]) => {
              const shown = places.filter(({ allowed }) => allowed?.(me) ?? true);
              return shown.length === 0 ? null : (
                <Panel key={group} title={texts.groups[group]}>
                  <dl className="facts">
                    {shown.map(({ why, to, name }) => (
                      <div key={to}>
                        <dt>
                          <Link to={to}>{name(words)}</Link>
                        </dt>
                        <dd className="soft">{texts.why[why]}</dd>
                      </div>
                    ))}
                  </dl>
                </Panel>
              );
            })}
          </>
        )}
      </Reading>
    </>
  );
}
