import { Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ReviewView } from '../../../api/reviews';
import type { Classification, Disclosure } from '../../../domain/reviews/review';
import ReasonDialog from '../../components/reasonDialog';
import { useExamine } from '../../data/reviews';
import { useWords } from '../../words/words';
import { ANY, optionsOf, PickOne } from '../notifications/picks';

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
  const [result, setResult] = useState<'pass' | 'fail' | null>(null);
  const [classification, setClassification] = useState<Classification | null>(null);
  const [disclosure, setDisclosure] = useState<Disclosure | null>(null);
  // Nobody hands in a finding that was merely there: all three are chosen.
  const ready = result !== null && classification !== null && disclosure !== null;
  return (
    <ReasonDialog
      title={reviews.actTitle(texts.title, review.title)}
      consequence={texts.intro}
      button={texts.save}
      // What failed before passes only with words as well.
      reasonRequired={result === 'fail' || review.secrecy?.result === 'fail'}
      pending={examine.isPending}
      failure={examine.error}
      extra={{
        ready,
        node: (
          <>
            <p>
              <Segmented<'pass' | 'fail' | null>
                aria-label={texts.outcome}
                value={result}
                onChange={setResult}
                options={(['pass', 'fail'] as const).map((value) => ({ value, label: texts.result[value] }))}
              />
            </p>
            <PickOne
              label={texts.classification}
              value={classification ?? ANY}
              options={optionsOf(texts.classifications)}
              onPick={(value) => setClassification(value as Classification)}
            />
            <PickOne
              label={texts.disclosure}
              value={disclosure ?? ANY}
              options={optionsOf(texts.disclosures)}
              onPick={(value) => setDisclosure(value as Disclosure)}
            />
            {ready ? null : <p className="soft">{texts.choose}</p>}
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
