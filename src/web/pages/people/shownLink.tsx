import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { SignInLinkView } from '../../../api/people';
import { CopyButton } from '../../components/copyButton';
import { Panel } from '../../components/panel';
import { fullInstant } from '../../time/civil';
import { useWords } from '../../words/words';

/** A sign-in link and whose it is. */
export interface MadeLink extends SignInLinkView {
  readonly name: string;
}

/** The one time a sign-in link is shown: it stands on this page until it is closed, and nowhere else. */
export function ShownLink({ link, onClose }: { readonly link: MadeLink; readonly onClose: () => void }): ReactNode {
  const {
    people: { link: words },
  } = useWords();
  return (
    <Panel title={words.made(link.name)} aside={<CopyButton text={link.url} />}>
      <p>
        <code className="one-time-link">{link.url}</code>
      </p>
      <p className="soft">
        {words.once} {words.until(fullInstant(link.expiresAt))}
      </p>
      <Button size="small" onClick={onClose}>
        {words.close}
      </Button>
    </Panel>
  );
}
