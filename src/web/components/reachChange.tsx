import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { ReachChangeView } from '../../api/reach';
import { paths } from '../data/paths';
import { figure } from '../time/figure';
import { useWords } from '../words/words';

/** What a change of whom documents reach means for mandates under way; those ticked reach further from now on. */
export function ReachChange({
  change,
  chosen,
  onChoose,
}: {
  readonly change: ReachChangeView;
  readonly chosen: readonly string[];
  readonly onChoose: (mandateIds: readonly string[]) => void;
}): ReactNode {
  const {
    units: { reach: texts },
  } = useWords();
  const { reached, left } = change;
  return (
    <>
      {reached.length + left.length === 0 ? <p className="soft">{texts.nothing}</p> : null}
      {reached.length === 0 ? null : (
        <>
          <p>{texts.reached}</p>
          <ul className="plain-list">
            {reached.map(({ mandateId, title, channels }) => (
              <li key={mandateId}>
                <Checkbox
                  checked={chosen.includes(mandateId)}
                  onChange={(event) =>
                    onChoose(event.target.checked ? [...chosen, mandateId] : chosen.filter((one) => one !== mandateId))
                  }
                >
                  {texts.channels(title, figure(channels))}
                </Checkbox>
              </li>
            ))}
          </ul>
        </>
      )}
      {left.length === 0 ? null : (
        <>
          <p>{texts.left}</p>
          <ul className="plain-list">
            {left.map(({ mandateId, title, open }) => (
              <li key={mandateId}>
                <Link to={paths.mandate(mandateId)}>{texts.open(title, figure(open))}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="soft">
        {texts.known} <Link to={paths.rules}>{texts.rules}</Link>
      </p>
    </>
  );
}
