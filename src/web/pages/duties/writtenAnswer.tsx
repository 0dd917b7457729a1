import type { ReactNode } from 'react';
import type { InteractionDetailView } from '../../../api/interactions';
import { Panel } from '../../components/panel';
import { useWords } from '../../words/words';

/** The message, its answer, and how both read in public: what a reviewer passes. */
export function WrittenAnswer({ interaction }: { readonly interaction: InteractionDetailView }): ReactNode {
  const { duties, codes } = useWords();
  const { messages: texts } = duties;
  const { text, answer, shown } = interaction;
  return (
    <>
      <Panel title={texts.text}>
        <p className="message-text">{text}</p>
      </Panel>
      <Panel title={texts.answer}>
        {answer === null ? <p className="soft">{texts.noAnswer}</p> : <p className="message-text">{answer.text}</p>}
        {answer?.withheld == null ? null : (
          <p className="soft">{texts.withheldFor(codes.withholdingReason[answer.withheld])}</p>
        )}
      </Panel>
      {shown === null ? null : (
        <Panel title={texts.shown}>
          <h3>{shown.title}</h3>
          <p className="message-text">{shown.question}</p>
          <p className="message-text">{shown.answer}</p>
        </Panel>
      )}
    </>
  );
}
