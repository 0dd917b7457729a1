import { Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ReviewView } from '../../../api/reviews';
import type { Classification, Disclosure } from '../../../domain/reviews/review';
import ReasonDialog from '../../components/reasonDialog';
import { useExamine } from '../../data/reviews';
import { useWords } from '../../words/words';
import { optionsOf, PickOne } from '../notifications/picks';

/** 保密审查: what it found of the content as it is now, with 密级 and 公开范围. */
export default function SecrecyForm({
  review,
  onClose,
}: {
  readonly review: ReviewView;
  readonly onClose: () => void;
}): ReactNode {
  const { reviews } = useWords();
  const { secrecy: texts } = reviews;
  const examine = useExamine();
  const [result, setResult] = useState<'pass' | 'fail'>('pass');
  const [classification, setClassification] = useState<Classification>('none');
  const [disclosure, setDisclosure] = useState<Disclosure>('proactive');
  return (
    <ReasonDialog
      title={reviews.actTitle(texts.title, review.title)}
      consequence={texts.intro}
      button={texts.save}
      reasonRequired={result === 'fail'}
      pending={examine.isPending}
      failure={examine.error}
      extra={{
        ready: true,
        node: (
          <>
            <p>
              <Segmented<'pass' | 'fail'>
                aria-label={texts.outcome}
                value={result}
                onChange={setResult}
                options={(['pass', 'fail'] as const).map((value) => ({ value, label: texts.result[value] }))}
              />
            </p>
            <PickOne
              label={texts.classification}
              value={classification}
              options={optionsOf(texts.classifications)}
              onPick={(value) => setClassification(value as Classification)}
            />
            <PickOne
              label={texts.disclosure}
              value={disclosure}
              options={optionsOf(texts.disclosures)}
              onPick={(value) => setDisclosure(value as Disclosure)}
            />
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) =>
        examine.mutate({ of: review, body: { result, classification, disclosure, reason } }, { onSuccess: onClose })
      }
    />
  );
}
