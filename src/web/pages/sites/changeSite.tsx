import { Checkbox, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { SiteChangeView, SiteDetailView } from '../../../api/sites';
import ReasonDialog from '../../components/reasonDialog';
import { useChangeSite } from '../../data/changes';
import { useSiteChangePreview } from '../../data/queries';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';

const NONE = '';

/** What the choice means for what the site still owes, said before anybody confirms it. */
function Meaning({ change }: { readonly change: SiteChangeView }): ReactNode {
  const {
    sites: { change: texts },
  } = useWords();
  const { from, to, moves, stays, byHand } = change;
  if (from.accountId === to.accountId) return <p className="soft">{texts.same}</p>;
  return (
    <>
      <p>{texts.goesTo(from.name ?? texts.nobody, to.name ?? texts.nobody)}</p>
      <ul className="plain-list">
        {moves + stays + byHand === 0 ? <li>{texts.owesNothing}</li> : null}
        {moves > 0 ? <li>{texts.moves(figure(moves))}</li> : null}
        {stays > 0 ? <li>{texts.stays(figure(stays))}</li> : null}
        {byHand > 0 ? <li>{texts.byHandTasks(figure(byHand))}</li> : null}
        {change.becomesManual ? <li>{texts.becomesManual}</li> : null}
      </ul>
    </>
  );
}

function Preview({ id, body }: { readonly id: string; readonly body: object }): ReactNode {
  const { data, error } = useSiteChangePreview(id, body);
  if (error !== null)
    return (
      <p role="alert">
        {error.problem?.detail} {error.problem?.remedy}
      </p>
    );
  return data === undefined ? null : <Meaning change={data} />;
}

/** Name, address and identifier, and another column for the reposts; with what it means, and the reason. */
export default function ChangeSite({
  site,
  onClose,
}: {
  readonly site: SiteDetailView;
  readonly onClose: () => void;
}): ReactNode {
  const { sites, accounts, codes } = useWords();
  const { change: texts } = sites;
  const change = useChangeSite();
  const named = site.repostColumn.reason === 'named' ? (site.repostColumn.accountId ?? NONE) : NONE;
  const [name, setName] = useState(site.name);
  const [homeUrl, setHomeUrl] = useState(site.homeUrl);
  const [code, setCode] = useState(site.identifierCode ?? '');
  const [columnId, setColumnId] = useState(named);
  const [byHand, setByHand] = useState(false);
  const canPublish = (id: string): boolean => site.publishable.includes(id);
  const needsConsent =
    columnId !== NONE &&
    columnId !== named &&
    !canPublish(columnId) &&
    site.columns.some(({ id, status }) => status === 'active' && canPublish(id));
  const options = site.columns.map((column) => {
    const note =
      column.status === 'active'
        ? canPublish(column.id)
          ? null
          : texts.cannotPublish
        : codes.accountStatus[column.status];
    return {
      value: column.id,
      label: note === null ? column.name : texts.option(column.name, note),
      disabled: column.status !== 'active',
    };
  });
  const body = {
    ...(name.trim() === site.name ? {} : { name: name.trim() }),
    ...(homeUrl.trim() === site.homeUrl ? {} : { homeUrl: homeUrl.trim() }),
    ...(code.trim() === (site.identifierCode ?? '') ? {} : { identifierCode: code.trim() === '' ? null : code.trim() }),
    ...(columnId === named ? {} : { repostColumnId: columnId === NONE ? null : columnId }),
    ...(needsConsent && byHand ? { byHand } : {}),
  };
  const isReady =
    name.trim() !== '' && homeUrl.trim() !== '' && Object.keys(body).length > 0 && (!needsConsent || byHand);
  return (
    <ReasonDialog
      title={texts.title(site.name)}
      consequence={texts.consequence}
      button={texts.button}
      pending={change.isPending}
      failure={change.error}
      extra={{
        ready: isReady,
        node: (
          <>
            <label className="field">
              <span>{texts.name}</span>
              <Input value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
            </label>
            <label className="field">
              <span>{texts.homeUrl}</span>
              <Input value={homeUrl} maxLength={2_000} onChange={(event) => setHomeUrl(event.target.value)} />
            </label>
            <label className="field">
              <span>{texts.identifierCode}</span>
              <Input value={code} maxLength={20} onChange={(event) => setCode(event.target.value)} />
              <span className="soft field-hint">{texts.identifierHint}</span>
            </label>
            <label className="field">
              <span>{texts.column}</span>
              <Select
                aria-label={texts.column}
                className="wide-select"
                virtual={false}
                value={columnId}
                options={[{ value: NONE, label: texts.noColumn }, ...options]}
                onChange={(value: string) => {
                  setColumnId(value);
                  setByHand(false);
                }}
              />
              {site.columns.length === 0 ? <span className="soft">{accounts.site.noColumns}</span> : null}
            </label>
            {needsConsent ? (
              <Checkbox checked={byHand} onChange={(event) => setByHand(event.target.checked)}>
                {texts.byHand}
              </Checkbox>
            ) : null}
            {columnId === named || (needsConsent && !byHand) ? null : (
              <Preview
                id={site.id}
                body={{ repostColumnId: columnId === NONE ? null : columnId, ...(needsConsent ? { byHand } : {}) }}
              />
            )}
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) => change.mutate({ id: site.id, ...body, reason }, { onSuccess: onClose })}
    />
  );
}
