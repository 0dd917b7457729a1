import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useFirstWords } from '../../words/words';

/** All keys on one sheet. Loaded when it is first asked for. */
export default function HelpSheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { frame } = useFirstWords();
  const { shortcuts } = frame;
  const rows: readonly (readonly [readonly string[], string])[] = [
    [['g', 't'], shortcuts.today],
    [['g', 'a'], shortcuts.accounts],
    [['g', 'm'], shortcuts.mandates],
    [['g', 'c'], shortcuts.cases],
    [['g', 'l'], shortcuts.alerts],
    [['g', 's'], shortcuts.sources],
    [['g', 'p'], shortcuts.ownPosts],
    [['g', 'b'], shortcuts.submissions],
    [['g', 'd'], shortcuts.duties],
    [['g', 'e'], shortcuts.settings],
    [['j'], shortcuts.down],
    [['k'], shortcuts.up],
    [['Enter'], shortcuts.enter],
    [['x'], shortcuts.select],
    [['a'], shortcuts.acknowledge],
    [['/'], shortcuts.search],
    [['v'], shortcuts.twin],
    [['?'], shortcuts.help],
    [['Esc'], shortcuts.escape],
  ];
  return (
    <Modal open title={frame.help} footer={null} onCancel={onClose} width={420}>
      <dl className="keys">
        {rows.map(([keys, word]) => (
          <div key={keys.join()}>
            <dt>
              {keys.map((key, index) => (
                <span key={key}>
                  {index === 0 ? null : <span className="soft"> {frame.then} </span>}
                  <kbd>{key}</kbd>
                </span>
              ))}
            </dt>
            <dd>{keys.length === 2 ? `${shortcuts.go} ${word}` : word}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
