import { Button, Input } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { EmergencyDetailView, StatementView } from '../../../../api/unitFiles';
import type { Column } from '../../../components/dataTable';
import { useListAddress } from '../../../components/listAddress';
import { PagedList } from '../../../components/pagedList';
import { Panel } from '../../../components/panel';
import { When } from '../../../components/when';
import { paths } from '../../../data/paths';
import { useStatements, useStrikeStatement } from '../../../data/unitFiles';
import { figure } from '../../../time/figure';
import { useWords } from '../../../words/words';
import { Field, FormDialog } from '../../notifications/formDialog';
import { Outside } from './fileParts';

/** Who said what when, the latest first; what was struck stays, as struck. */
export function StatementsPanel({ emergency }: { readonly emergency: EmergencyDetailView }): ReactNode {
  const { emergencies: texts } = useWords().unitFiles;
  const address = useListAddress([]);
  const [striking, setStriking] = useState<StatementView | null>(null);
  return (
    <Panel title={texts.statements}>
      <PagedList
        read={useStatements(emergency.id, { cursor: address.cursor })}
        what={texts.statements}
        label={texts.statements}
        columns={useColumns(emergency.acts.includes('strike') ? setStriking : null)}
        keyOf={({ index }) => String(index)}
        empty={texts.noStatements}
        address={address}
      />
      {emergency.beyond === 0 ? null : <p className="soft">{texts.beyond(figure(emergency.beyond))}</p>}
      {striking === null ? null : (
        <StrikeDialog emergency={emergency} statement={striking} onClose={() => setStriking(null)} />
      )}
    </Panel>
  );
}

function useColumns(strike: ((statement: StatementView) => void) | null): readonly Column<StatementView>[] {
  const { emergencies: texts } = useWords().unitFiles;
  return useMemo<readonly Column<StatementView>[]>(
    () => [
      { key: 'at', title: texts.columns.at, render: ({ at }) => <When at={at} /> },
      {
        key: 'speaker',
        title: texts.columns.speaker,
        place: 'lead',
        render: ({ accountId, speaker }) =>
          accountId === null ? speaker : <Link to={paths.account(accountId)}>{speaker}</Link>,
      },
      { key: 'words', title: texts.columns.words, className: 'cell-text', render: (one) => <Said statement={one} /> },
      { key: 'origin', title: texts.columns.origin, place: 'state', render: ({ origin }) => texts.origins[origin] },
      ...(strike === null
        ? []
        : [
            {
              key: 'act',
              title: '',
              render: (one: StatementView) =>
                one.struck === null ? (
                  <Button size="small" aria-label={texts.strikeOf(one.speaker)} onClick={() => strike(one)}>
                    {texts.acts.strike}
                  </Button>
                ) : null,
            },
          ]),
    ],
    [texts, strike],
  );
}

function Said({ statement: { words, link, struck } }: { readonly statement: StatementView }): ReactNode {
  const { emergencies: texts } = useWords().unitFiles;
  const said = (
    <>
      {words}
      {link === null ? null : (
        <>
          {' '}
          <Outside href={link} />
        </>
      )}
    </>
  );
  if (struck === null) return said;
  return (
    <>
      <del>{said}</del>
      <div className="soft">
        {texts.struck(struck.name, struck.words)} · <When at={struck.at} />
      </div>
    </>
  );
}

function StrikeDialog({
  emergency: { id, version },
  statement: { index, speaker },
  onClose,
}: {
  readonly emergency: EmergencyDetailView;
  readonly statement: StatementView;
  readonly onClose: () => void;
}): ReactNode {
  const { unitFiles } = useWords();
  const { emergencies: texts } = unitFiles;
  const strike = useStrikeStatement();
  const [words, setWords] = useState('');
  return (
    <FormDialog
      title={texts.strikeOf(speaker)}
      button={texts.acts.strike}
      ready={words.trim() !== ''}
      pending={strike.isPending}
      failure={strike.error}
      onClose={onClose}
      onSubmit={() => strike.mutate({ id, version, index, words: words.trim() }, { onSuccess: onClose })}
    >
      <p>{texts.strikeHint}</p>
      <Field label={unitFiles.words} hint={unitFiles.wordsHint}>
        <Input.TextArea value={words} rows={3} maxLength={500} onChange={(event) => setWords(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
