import { hashText } from '../world/seededDraw';

/**
 * Event bodies of the platform's callbacks. Order of elements and CDATA vary on the real wire; here they vary by
 * number.
 */

const WIDEST_INDENT = 7;

type Node = string | number | readonly (readonly [name: string, value: Node])[];

/** One element. Texts stand in CDATA. */
function element(name: string, value: Node): string {
  if (typeof value === 'number') return `<${name}>${value}</${name}>`;
  if (typeof value === 'string') return `<${name}><![CDATA[${value.replaceAll(']]>', ']] >')}]]></${name}>`;
  return `<${name}>${value.map(([child, inner]) => element(child, inner)).join('')}</${name}>`;
}

export interface ArticleAddress {
  readonly idx: number;
  readonly url: string;
}

interface EventHead {
  readonly originalId: string;
  readonly atS: number;
}

function writeEvent(head: EventHead, event: string, members: readonly (readonly [string, Node])[]): string {
  const shared: readonly (readonly [string, Node])[] = [
    ['ToUserName', head.originalId],
    ['FromUserName', 'oR5Gjjl_eiZoUpGozMo7dbBJ362A'],
    ['CreateTime', head.atS],
    ['MsgType', 'event'],
    ['Event', event],
  ];
  const isTurned = head.atS % 2 === 1;
  const children = isTurned ? [...members, ...shared] : [...shared, ...members];
  // Indented by some amount or other: whoever unpads or reads by position is found out.
  const written = children.map(([name, value]) => element(name, value));
  const gap = ' '.repeat(hashText(written.join('')) % WIDEST_INDENT);
  return `<xml>${gap}${written.join(gap)}</xml>`;
}

/** A publishing task has ended. */
export function writePublishFinished(
  about: EventHead & {
    readonly publishId: string;
    readonly status: number;
    readonly articleId: string | null;
    readonly articles: readonly ArticleAddress[];
    readonly failIdx: readonly number[];
  },
): string {
  const detail: readonly (readonly [string, Node])[] =
    about.articleId === null
      ? about.failIdx.map((idx) => ['fail_idx', idx] as const)
      : [
          ['article_id', about.articleId],
          [
            'article_detail',
            [
              ['count', about.articles.length],
              ...about.articles.map(
                ({ idx, url }) =>
                  [
                    'item',
                    [
                      ['idx', idx],
                      ['article_url', url],
                    ],
                  ] as const,
              ),
            ],
          ],
        ];
  return writeEvent(about, 'PUBLISHJOBFINISH', [
    ['PublishEventInfo', [['publish_id', about.publishId], ['publish_status', about.status], ...detail]],
  ]);
}

/** A 群发 has ended; `articles` may be empty. */
export function writeMassFinished(
  about: EventHead & {
    readonly msgId: string;
    readonly status: string;
    readonly followers: number;
    readonly articles: readonly ArticleAddress[];
  },
): string {
  const isSent = about.status === 'send success';
  return writeEvent(about, 'MASSSENDJOBFINISH', [
    ['MsgID', Number(about.msgId)],
    ['Status', about.status],
    ['TotalCount', about.followers],
    ['FilterCount', about.followers],
    ['SentCount', isSent ? about.followers : 0],
    ['ErrorCount', 0],
    [
      'CopyrightCheckResult',
      [
        ['Count', 0],
        ['ResultList', []],
        ['CheckState', 2],
      ],
    ],
    [
      'ArticleUrlResult',
      [
        ['Count', about.articles.length],
        [
          'ResultList',
          about.articles.map(
            ({ idx, url }) =>
              [
                'item',
                [
                  ['ArticleIdx', idx],
                  ['ArticleUrl', url],
                ],
              ] as const,
          ),
        ],
      ],
    ],
  ]);
}

/** What the component is told on its own address. */
export function writeComponentEvent(about: {
  readonly componentAppId: string;
  readonly atS: number;
  readonly infoType: string;
  readonly members: Readonly<Record<string, string | number>>;
}): string {
  return element('xml', [
    ['AppId', about.componentAppId],
    ['CreateTime', about.atS],
    ['InfoType', about.infoType],
    ...Object.entries(about.members),
  ]);
}
