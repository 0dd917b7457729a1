import type { ReactNode } from 'react';
import type { ReviewView } from '../../../api/reviews';
import { useAppearance } from '../../theme/appearance';
import { useWords } from '../../words/words';
import { minuteOf, SheetOverrides } from './sheetOverrides';
import { titleOf, whoText } from './stageText';

/** 信息发布审核表: the stages and the secrecy review with who, when and in which words, as it is printed and kept. */
export function ReviewSheet({ review }: { readonly review: ReviewView }): ReactNode {
  const { reviews: texts } = useWords();
  const { language } = useAppearance();
  const { detail } = texts;
  const { secrecy } = review;
  const wordsAt = (stage: string | null, step: string): string =>
    [...review.steps].reverse().find((one) => one.stage === stage && one.step === step)?.reason ?? '';
  const rows = [
    ...review.stages.map((stage) => ({
      key: stage.key,
      item: titleOf(stage, language),
      who: stage.passed === null ? '' : whoText(stage.passed, texts),
      at: stage.passed?.at ?? null,
      words: stage.passed === null ? '' : wordsAt(stage.key, 'pass') || texts.act.pass,
    })),
    ...(secrecy === null
      ? []
      : [
          {
            // No key of a stage has a space.
            key: 'the gate',
            item: texts.secrecy.title,
            who: whoText(secrecy, texts),
            at: secrecy.at,
            words: [
              texts.secrecy.result[secrecy.result],
              ...(secrecy.classification === null ? [] : [texts.secrecy.classifications[secrecy.classification]]),
              ...(secrecy.disclosure === null ? [] : [texts.secrecy.disclosures[secrecy.disclosure]]),
            ].join(' · '),
          },
        ]),
  ];
  return (
    <section className="review-sheet" aria-label={detail.sheet}>
      <h2>{detail.sheet}</h2>
      <div className="table-frame">
        <table className="table">
          <tbody>
            <tr>
              <th scope="row">{detail.title}</th>
              <td colSpan={3}>{review.title}</td>
            </tr>
            <tr>
              <th scope="row">{detail.unit}</th>
              <td>{review.unitId === null ? texts.wholeOffice : review.unitName}</td>
              <th scope="row">{detail.author}</th>
              <td>{review.authorName ?? detail.byRule}</td>
            </tr>
            <tr>
              <th scope="col">{detail.sheetColumns.item}</th>
              <th scope="col">{detail.sheetColumns.who}</th>
              <th scope="col">{detail.sheetColumns.when}</th>
              <th scope="col">{detail.sheetColumns.words}</th>
            </tr>
            {rows.map(({ key, item, who, at, words }) => (
              <tr key={key}>
                <th scope="row">{item}</th>
                <td>{who}</td>
                <td className="num">{at === null ? detail.notYet : minuteOf(at)}</td>
                <td>{words}</td>
              </tr>
            ))}
            <SheetOverrides review={review} />
            <tr>
              <th scope="row">{detail.content}</th>
              <td colSpan={3}>
                <code className="breakable">{review.contentHash}</code>
              </td>
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  );
}
