import { Checkbox, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { HandoverPreviewView, PersonView } from '../../../api/people';
import { HANDOVER_LINKS, itemsByKind } from './handoverItems';
import ReasonDialog from '../../components/reasonDialog';
import { Reading } from '../../components/reading';
import { useHandOver, useHandoverPreview } from '../../data/people';
import { useMe, usePeople } from '../../data/queries';
import { useWords } from '../../words/words';
import { Field } from '../notifications/formDialog';

/** What is open under the name, by kind, each number with the way to where it is seen. */
function Preview({ preview }: { readonly preview: HandoverPreviewView }): ReactNode {
  const { handover: texts } = useWords();
  const kinds = itemsByKind(preview.items);
  if (kinds.length === 0) return <p>{texts.nothing}</p>;
  return (
    <>
      <ul>
        {kinds.map(([kind, items]) => (
          <li key={kind}>
            <Link to={HANDOVER_LINKS[kind]}>{texts.count(texts.kind[kind], items.length)}</Link>
          </li>
        ))}
      </ul>
      {preview.items.some(({ canGive }) => !canGive) ? <p className="look-warned">{texts.stays}</p> : null}
      {preview.items.some(({ kind }) => kind === 'liaison') ? <p className="soft">{texts.liaisonNote}</p> : null}
    </>
  );
}

/** Hands a leaver's open things over to a successor, after showing what they are. */
export default function HandoverDialog({
  person,
  onClose,
  onDone,
}: {
  readonly person: PersonView;
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
}): ReactNode {
  const { handover: texts } = useWords();
  const read = useHandoverPreview(person.id);
  const people = usePeople().data?.items ?? [];
  const me = useMe().data;
  const handing = useHandOver();
  const [toId, setToId] = useState<string | null>(null);
  const [disables, setDisables] = useState(person.id !== me?.id && !person.disabled);
  return (
    <ReasonDialog
      title={texts.of(person.name)}
      consequence={texts.intro}
      button={texts.button}
      pending={handing.isPending}
      failure={handing.error}
      extra={{
        ready: toId !== null && read.data !== undefined,
        node: (
          <>
            <Reading read={read} what={texts.title} rows={3}>
              {(preview) => <Preview preview={preview} />}
            </Reading>
            <Field label={texts.to}>
              <Select
                showSearch
                virtual={false}
                optionFilterProp="label"
                aria-label={texts.to}
                placeholder={texts.chooseTo}
                value={toId}
                options={people
                  .filter(({ id, disabled }) => id !== person.id && !disabled)
                  .map(({ id, name, username }) => ({ value: id, label: `${name} ${username}` }))}
                onChange={setToId}
              />
            </Field>
            {person.id === me?.id || person.disabled ? null : (
              <p>
                <Checkbox checked={disables} onChange={(event) => setDisables(event.target.checked)}>
                  {texts.disables}
                </Checkbox>
              </p>
            )}
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) => {
        if (toId === null) return;
        handing.mutate(
          { id: person.id, toId, reason, disables },
          {
            onSuccess: () => {
              onDone(texts.done(person.name));
              onClose();
            },
          },
        );
      }}
    />
  );
}
