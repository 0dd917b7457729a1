import { Checkbox } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { PersonView } from '../../../api/people';
import { useDisablePerson, useEndSessions, useHandoverPreview, useIssueLink } from '../../data/people';
import { useWords } from '../../words/words';
import { HANDOVER_LINKS, itemsByKind } from './handoverItems';
import type { MadeLink } from './shownLink';

const ReasonDialog = lazy(() => import('../../components/reasonDialog'));

export type PersonStep = 'link' | 'end' | 'disable' | 'enable';

/** Asks for the reason of a step about a person and takes it. */
export function PersonDialog({
  person,
  step,
  onClose,
  onLink,
  onEnded,
}: {
  readonly person: PersonView;
  readonly step: PersonStep;
  readonly onClose: () => void;
  readonly onLink: (link: MadeLink) => void;
  readonly onEnded: (name: string) => void;
}): ReactNode {
  const { people } = useWords();
  const disable = useDisablePerson();
  const end = useEndSessions();
  const link = useIssueLink();
  const { id, name } = person;
  const [forPassword, setForPassword] = useState(false);
  const words = people[step];
  const running = step === 'link' ? link : step === 'end' ? end : disable;
  function submit(reason: string): void {
    if (step === 'link')
      link.mutate(
        { id, reason, forPassword },
        {
          onSuccess: (made) => {
            onLink({ ...made, name });
            onClose();
          },
        },
      );
    else if (step === 'end')
      end.mutate(
        { id, reason },
        {
          onSuccess: () => {
            onEnded(name);
            onClose();
          },
        },
      );
    else disable.mutate({ id, disabled: step === 'disable', reason }, { onSuccess: onClose });
  }
  const choice = (
    <p>
      <Checkbox checked={forPassword} onChange={(event) => setForPassword(event.target.checked)}>
        {people.link.forPassword}
      </Checkbox>
      <span className="soft">{people.link.forPasswordHint}</span>
    </p>
  );
  return (
    <Suspense fallback={null}>
      <ReasonDialog
        title={words.title(name)}
        consequence={words.consequence}
        button={words.button}
        danger={step === 'disable'}
        {...(step === 'link' ? { extra: { node: choice, ready: true } } : {})}
        {...(step === 'disable' ? { extra: { node: <StillOpen id={id} />, ready: true } } : {})}
        pending={running.isPending}
        failure={running.error}
        onClose={onClose}
        onSubmit={submit}
      />
    </Suspense>
  );
}

/** What is open under their name, and waits for somebody who cannot sign in any more unless it is handed over first. */
function StillOpen({ id }: { readonly id: string }): ReactNode {
  const { handover: texts } = useWords();
  const kinds = itemsByKind(useHandoverPreview(id).data?.items ?? []);
  if (kinds.length === 0) return null;
  return (
    <>
      <p className="look-warned" role="status">
        {texts.beforeDisabling}
      </p>
      <ul>
        {kinds.map(([kind, items]) => (
          <li key={kind}>
            <Link to={HANDOVER_LINKS[kind]}>{texts.count(texts.kind[kind], items.length)}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
