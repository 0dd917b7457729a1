import { useQueryClient } from '@tanstack/react-query';
import { Button, Popover, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import type { MeView } from '../../../api/people';
import { sendApi } from '../../data/api';
import { paths } from '../../data/paths';
import { changeAppearance, useAppearance, type Density, type Language, type ThemeChoice } from '../../theme/appearance';
import { useFirstWords } from '../../words/words';

function choices<Value extends string>(
  words: Readonly<Record<Value, string>>,
): { readonly value: Value; readonly label: string }[] {
  return Object.entries<string>(words).map(([value, label]) => ({ value: value as Value, label }));
}

/** Theme, language and row height. */
export function DisplayMenu(): ReactNode {
  const { frame } = useFirstWords();
  const { theme, language, density } = useAppearance();
  const content = (
    <div className="menu-card">
      <span>{frame.theme}</span>
      <Segmented<ThemeChoice>
        value={theme}
        options={choices(frame.themes)}
        onChange={(value) => changeAppearance({ theme: value })}
        aria-label={frame.theme}
      />
      <span>{frame.language}</span>
      <Segmented<Language>
        value={language}
        options={choices(frame.languages)}
        onChange={(value) => changeAppearance({ language: value })}
        aria-label={frame.language}
      />
      <span>{frame.density}</span>
      <Segmented<Density>
        value={density}
        options={choices(frame.densities)}
        onChange={(value) => changeAppearance({ density: value })}
        aria-label={frame.density}
      />
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={content}>
      <Button type="text" className="top-button" aria-haspopup="true">
        {frame.display}
      </Button>
    </Popover>
  );
}

/** Whether they can be told of anything outside of the pages. */
function hasAddress({ addresses }: MeView): boolean {
  return Object.values(addresses).some((address) => address !== null);
}

/** Who is signed in, in which role, and the way out. */
export function PersonMenu({ me }: { readonly me: MeView }): ReactNode {
  const { frame, codes } = useFirstWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [leaving, setLeaving] = useState(false);
  const [switchFailed, setSwitchFailed] = useState(false);
  const [open, setOpen] = useState(false);
  async function leave(): Promise<void> {
    setLeaving(true);
    try {
      await sendApi('/sign-out', {});
    } catch {
      // Without a response the session may still exist on the server; the page forgets it all the same.
    }
    client.clear();
    void navigate(paths.signIn, { replace: true });
  }
  async function act(assignmentId: string | null): Promise<void> {
    try {
      await sendApi('/me/assignment', { assignmentId }, 'PUT');
    } catch {
      setSwitchFailed(true);
      return;
    }
    // Lists, streams and drafts of before are those of another unit: the page begins anew.
    window.location.assign(paths.today);
  }
  const content = (
    <div className="menu-card">
      <strong>{me.name}</strong>
      <span className="soft">
        {codes.role[me.role]} · {me.unitName ?? frame.scopeAll}
      </span>
      {me.assignments
        .filter(({ isCurrent }) => !isCurrent)
        .map(({ id, role, unitName }) => (
          <Button key={id ?? 'first'} size="small" onClick={() => void act(id)}>
            {frame.own.actAs(unitName ?? frame.scopeAll, codes.role[role])}
          </Button>
        ))}
      {switchFailed ? <span role="alert">{frame.own.failed}</span> : null}
      <span className="soft">{frame.version(me.version)}</span>
      <Link to={paths.me} onClick={() => setOpen(false)}>
        {hasAddress(me) ? frame.own.menu : frame.own.menuNone}
      </Link>
      <Link to={paths.reviews()} onClick={() => setOpen(false)}>
        {frame.reviews.mine}
      </Link>
      <Button loading={leaving} onClick={() => void leave()}>
        {frame.signOut}
      </Button>
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={content} open={open} onOpenChange={setOpen}>
      <Button type="text" className="top-button" aria-haspopup="true" aria-label={`${frame.person} ${me.name}`}>
        {me.name}
      </Button>
    </Popover>
  );
}
