import type { PageLink } from '../../../src/domain/siteChecks/crawl';
import type { HomeSeen } from '../../../src/domain/siteChecks/homePage';
import { outcomeOf, type ProbeReason } from '../../../src/domain/siteChecks/probe';
import type { SiteVisitor } from '../../../src/ports/siteVisitor';

/** The network as the test has it: who answers, and whether our own line stands. */
export interface TestNet {
  readonly visitor: SiteVisitor;
  /** Every address that was visited, in order. */
  readonly visited: string[];
  lineStands: boolean;
  controlsAnswer: boolean;
  /** Why a site does not open; absent: it does. */
  readonly faults: Map<string, ProbeReason>;
  /** Which machine a site lies on; absent: one of its own. */
  readonly places: Map<string, string>;
  /** What the home pages show. */
  home: (url: string) => HomeSeen | null;
  /** The links of each page, and what robots.txt says. */
  links: (url: string) => readonly PageLink[];
  robots: string | null;
  /** Called before each visit. */
  onVisit: () => void;
}

export function createTestNet(): TestNet {
  const net: TestNet = {
    visited: [],
    lineStands: true,
    controlsAnswer: true,
    faults: new Map(),
    places: new Map(),
    home: () => null,
    links: () => [],
    robots: null,
    onVisit: () => undefined,
    visitor: {
      visitHome: (url) => {
        net.onVisit();
        net.visited.push(url);
        const reason = net.lineStands ? (net.faults.get(url) ?? 'answered') : 'no-answer';
        const home = reason === 'answered' ? net.home(url) : null;
        return Promise.resolve({
          ...{ outcome: outcomeOf(reason), reason, tookMs: 120, place: net.places.get(url) ?? url, home, page: null },
        });
      },
      readLinks: (url) => {
        net.visited.push(url);
        return Promise.resolve({ reason: net.faults.get(url) ?? 'answered', links: net.links(url) });
      },
      readText: () => Promise.resolve(net.robots),
      anyAnswers: (addresses) => Promise.resolve(net.controlsAnswer && addresses.length > 0),
    },
  };
  return net;
}
