import { civilDate } from './civilTime';
import type { Journal, JournalEntry } from './journal';
import type { PolicyDocument } from './policyDocument';

/** 政策解读: an article about a document. */
export interface Interpretation {
  readonly contentId: number;
  readonly title: string;
  readonly url: string;
  readonly at: Date;
  readonly policyUrl: string;
  readonly paragraphs: readonly string[];
}

/** 国务院公报: a document once more, under another address. */
export interface GazetteCopy {
  readonly contentId: number;
  readonly url: string;
  readonly at: Date;
  readonly policy: PolicyDocument;
}

interface InterpretationEntry extends JournalEntry {
  readonly kind: 'interpretation';
  readonly appearsMs: number;
  readonly title: string;
  readonly policyUrl: string;
  readonly paragraphs: readonly string[];
}
interface GazetteEntry extends JournalEntry {
  readonly kind: 'gazette';
  readonly policyUrl: string;
}

/** What stands beside the documents themselves. */
export interface Interpretations {
  interpretations(now: Date): readonly Interpretation[];
  interpret(
    about: {
      readonly policyUrl: string;
      readonly title: string;
      readonly paragraphs: readonly string[];
      readonly at: Date;
    },
    now: Date,
  ): Interpretation;
  gazette(policies: readonly PolicyDocument[], now: Date): readonly GazetteCopy[];
  copy(policy: PolicyDocument, now: Date): GazetteCopy;
}

const FIRST_INTERPRETATION_ID = 7_096_000;
/** A copy's number lies this much above its document's. */
const GAZETTE_ID_STEP = 400_000;
const GAZETTE_DELAY_DAYS = 3;
const DAY_MS = 86_400_000;

/** The cabinet's own older documents have stood in the gazette before the anchor; later ones get there by hand. */
export function openInterpretations(world: {
  journal: Journal;
  govcn: string;
  anchorAt: Date;
  isOlder: (policy: PolicyDocument) => boolean;
}): Interpretations {
  const { journal, govcn, anchorAt } = world;
  const describeInterpretation = (entry: InterpretationEntry & { readonly number: number }): Interpretation => {
    const at = new Date(entry.appearsMs);
    const contentId = FIRST_INTERPRETATION_ID + entry.number;
    return {
      contentId,
      at,
      title: entry.title,
      policyUrl: entry.policyUrl,
      paragraphs: entry.paragraphs,
      url: `${govcn}/zhengce/${civilDate(at).slice(0, 7).replace('-', '')}/content_${contentId}.htm`,
    };
  };
  const describeCopy = (policy: PolicyDocument, at: Date): GazetteCopy => {
    const contentId = policy.contentId + GAZETTE_ID_STEP;
    return {
      contentId,
      at,
      policy,
      url: `${govcn}/gongbao/${civilDate(at).slice(0, 4)}/issue_${11_000 + (contentId % 900)}/${civilDate(at).slice(0, 7).replace('-', '')}/content_${contentId}.html`,
    };
  };
  return {
    interpretations: (now) =>
      journal
        .read<InterpretationEntry>('interpretation')
        .map(describeInterpretation)
        .filter((article) => article.at <= now)
        .sort((a, b) => b.at.getTime() - a.at.getTime() || b.contentId - a.contentId),
    interpret(about, now) {
      const entry: InterpretationEntry = {
        kind: 'interpretation',
        appearsMs: about.at.getTime(),
        title: about.title,
        policyUrl: about.policyUrl,
        paragraphs: about.paragraphs,
        atMs: now.getTime(),
      };
      return describeInterpretation({ ...entry, number: journal.append(entry) });
    },
    gazette(policies, now) {
      const byHand = new Map(journal.read<GazetteEntry>('gazette').map((entry) => [entry.policyUrl, entry.atMs]));
      return policies.flatMap((policy) => {
        const atMs = byHand.get(policy.url);
        if (atMs !== undefined) return [describeCopy(policy, new Date(atMs))];
        const usualAt = new Date(policy.at.getTime() + GAZETTE_DELAY_DAYS * DAY_MS);
        return world.isOlder(policy) && policy.issuer.startsWith('国务院') && usualAt <= anchorAt && usualAt <= now
          ? [describeCopy(policy, usualAt)]
          : [];
      });
    },
    copy(policy, now) {
      const entry: GazetteEntry = { kind: 'gazette', policyUrl: policy.url, atMs: now.getTime() };
      journal.append(entry);
      return describeCopy(policy, now);
    },
  };
}
