import type { ReactNode } from 'react';
import type { InteractionDetailView } from '../../../api/interactions';
import { EmptyNote } from '../../components/emptyNote';
import { Panel } from '../../components/panel';
import { useWords } from '../../words/words';
import { OverridesPanel } from '../content/overridesPanel';

/** The message, its answer, and how both read in public: what a reviewer passes. */
export function WrittenAnswer({ interaction }: { readonly interaction: InteractionDetailView }): ReactNode {
  const { duties, codes } = useWords();
  const { messages: texts } = duties;
  const { text, answer, shown, overrides, isTextGone } = interaction;
  return (
    <>
      <Panel title={texts.text}>
        {isTextGone ? <EmptyNote why={texts.gone} /> : <p className="message-text">{text}</p>}
      </Panel>
      <Panel title={texts.answer}>
        {answer === null ? (
          <p className="soft">{isTextGone ? texts.gone : texts.noAnswer}</p>
        ) : (
          <p className="message-text">{answer.text}</p>
        )}
        {answer?.withheld == null ? null : (
          <p className="soft">{texts.withheldFor(codes.withholdingReason[answer.withheld])}</p>
        )}
      </Panel>
      <OverridesPanel overrides={overrides} />
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
