import { Modal, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ChannelRehearsalView } from '../../../api/dryRuns';
import type { ChannelView } from '../../../api/notify';
import { REHEARSED_ORDER } from '../../words/status';
import { Reading } from '../../components/reading';
import { useChannelRehearsal } from '../../data/dryRuns';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { RenderedMessage } from './renderedMessage';

type Sample = ChannelRehearsalView['samples'][number]['sample'];

function Body({ rehearsal }: { readonly rehearsal: ChannelRehearsalView }): ReactNode {
  const {
    notify: {
      channels: { rehearsal: texts },
    },
  } = useWords();
  const [picked, setPicked] = useState<Sample>('alert');
  const shown = rehearsal.samples.find(({ sample }) => sample === picked);
  return (
    <>
      <Segmented<Sample>
        className="alert-states"
        aria-label={texts.which}
        value={picked}
        onChange={setPicked}
        options={REHEARSED_ORDER.map((value) => ({ value, label: texts.samples[value] }))}
      />
      {shown === undefined ? null : (
        <>
          <p className="soft" role="status">
            {texts.length(figure(shown.bytes), figure(rehearsal.mostBytes), texts.counts[rehearsal.counts])}
            {shown.clipped ? texts.clipped : texts.whole}
          </p>
          <RenderedMessage message={{ ...shown, channelKind: rehearsal.kind }} />
        </>
      )}
    </>
  );
}

/** 试看: what a message of each kind would look like, how long it is, and whether it is cut; sends nothing. */
export default function ChannelRehearsal({
  channel,
  onClose,
}: {
  readonly channel: ChannelView;
  readonly onClose: () => void;
}): ReactNode {
  const {
    notify: {
      channels: { rehearsal: texts },
    },
  } = useWords();
  return (
    <Modal open width={760} title={texts.of(channel.name)} footer={null} onCancel={onClose} destroyOnHidden>
      <p className="soft">{texts.intro}</p>
      <Reading read={useChannelRehearsal(channel.id)} what={texts.button} rows={6}>
        {(rehearsal) => <Body rehearsal={rehearsal} />}
      </Reading>
    </Modal>
  );
}
