import { z } from 'zod';
import {
  OWN_POST_ACTS,
  type ChannelPreviewView,
  type CopyView,
  type HandCopyView,
  type OwnPostPreviewView,
  type OwnPostRowView,
  type OwnPostView,
} from '../../api/ownPosts';
import { PLATFORMS } from '../../domain/accounts/account';
import type { AccountId, FileId, OwnPostId, UnitId } from '../../domain/ids';
import { MANUAL_REASONS } from '../../domain/mandates/mandate';
import { DIFFERENCE_KINDS } from '../../domain/ownPosts/compareCopies';
import { CANCEL_REASONS, COPY_STATES, OWN_POST_STATES } from '../../domain/ownPosts/ownPost';
import { OWN_POST_CHECKS } from '../../domain/ownPosts/ownPostCheck';
import { contentNoteView, stopLifts, stopOverrideView } from '../content/contentSchemas';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, nameText, pageFields, queryFlag } from '../edge/inputSchemas';

const LONGEST_TITLE = 200;
const LONGEST_BODY = 20_000;
const LONGEST_SUMMARY = 1_000;
const LONGEST_LINK = 1_000;
const MOST_FILES = 30;
const MOST_CHANNELS = 50;

export const ownPostParams = z.strictObject({ id: idOf<OwnPostId>() });
export const ownPostsQuery = z.strictObject({
  state: z.exactOptional(z.enum(OWN_POST_STATES)),
  unitId: z.exactOptional(idOf<UnitId>()),
  mine: z.exactOptional(queryFlag).meta({ description: 'Only those that whoever asks wrote.' }),
  q: z.exactOptional(nameText(100)).meta({ description: 'A part of the title.' }),
  ...pageFields,
});

const written = {
  title: nameText(LONGEST_TITLE),
  body: z.string().trim().min(1).max(LONGEST_BODY).meta({ description: 'Plain paragraphs, one a line.' }),
  summary: z.string().trim().max(LONGEST_SUMMARY).default(''),
  link: z
    .url({ protocol: /^https?$/ })
    .max(LONGEST_LINK)
    .nullable()
    .default(null),
  pictures: z
    .array(z.strictObject({ fileId: idOf<FileId>(), alt: z.string().trim().max(200).default('') }))
    .max(MOST_FILES)
    .default([]),
  attachments: z
    .array(z.strictObject({ fileId: idOf<FileId>(), name: nameText(200) }))
    .max(MOST_FILES)
    .default([]),
  channels: z
    .array(
      z.strictObject({
        accountId: idOf<AccountId>(),
        title: nameText(LONGEST_TITLE).nullable().default(null),
        text: z
          .string()
          .trim()
          .min(1)
          .max(LONGEST_BODY)
          .nullable()
          .default(null)
          .meta({ description: 'As it reads there; null: the platform’s own form is made of the item.' }),
      }),
    )
    .max(MOST_CHANNELS),
  scheduledFor: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .nullable()
    .default(null)
    .meta({
      shownAs: {
        anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }],
        default: null,
        description: 'Null: as soon as it has passed.',
      },
    }),
};
const version = z.int().min(1).meta({ description: 'As it was read; another one means that it was changed.' });

export const draftBody = z.strictObject({ unitId: idOf<UnitId>(), ...written });
export const editBody = z.strictObject({ version, ...written });
export const submitBody = z.strictObject({ version, overrides: stopLifts });
const reason = z.string().trim().min(1).max(500).meta({ description: 'Why; kept in the ledger.' });
export const withdrawBody = z.strictObject({ reason });
export const handCopiesQuery = z.strictObject({ unitId: z.exactOptional(idOf<UnitId>()), ...pageFields });
export const retryBody = z.strictObject({
  accountId: idOf<AccountId>().meta({ description: 'The channel whose copy is to be published by interface again.' }),
});
export const settleBody = z.strictObject({ version, accountId: idOf<AccountId>(), reason });

const platform = z.enum(PLATFORMS);
const handReasons = [...MANUAL_REASONS, 'pictures', 'attachments'] as const;
const rowFields = {
  id: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  title: z.string(),
  state: z.enum(OWN_POST_STATES),
  scheduledFor: isoInstant.nullable(),
  authorName: z.string(),
  channels: z.int(),
  seen: z.int(),
  manual: z.int(),
  differing: z.int(),
  createdAt: isoInstant,
  changedAt: isoInstant,
};
export const ownPostList = listOf(
  'OwnPostList',
  named('OwnPostRow', z.strictObject(rowFields)) satisfies z.ZodType<OwnPostRowView>,
);

const checkView = named(
  'OwnPostCheck',
  z.strictObject({
    kind: z.enum(OWN_POST_CHECKS),
    level: z.enum(['blocking', 'hint']),
    accountId: z.string().nullable(),
    accountName: z.string(),
    field: z.string().nullable(),
    code: z.string(),
    excerpt: z.string(),
    content: contentNoteView.nullable(),
  }),
);
const copyView = named(
  'OwnPostCopy',
  z.strictObject({
    accountId: z.string(),
    accountName: z.string(),
    platform,
    state: z.enum(COPY_STATES),
    reason: z.enum([...handReasons, ...CANCEL_REASONS]).nullable(),
    jobId: z.string().nullable(),
    postId: z.string().nullable(),
    url: z.string().nullable(),
    seenAt: isoInstant.nullable(),
    compared: z.boolean().meta({ description: 'Whether its text was read and compared with what was passed.' }),
    differences: z.array(
      z.strictObject({
        kind: z.enum(DIFFERENCE_KINDS),
        expected: z.string().nullable(),
        found: z.string().nullable(),
        excerpt: z.string(),
      }),
    ),
    goneAt: isoInstant.nullable(),
    leftListAt: isoInstant.nullable().meta({ description: 'Its list ends before it: nobody sees what it says now.' }),
    settled: z.strictObject({ byName: z.string(), at: isoInstant, reason: z.string() }).nullable(),
    toPublish: z
      .strictObject({ title: z.string(), text: z.string(), link: z.string().nullable() })
      .nullable()
      .meta({ description: 'Of a copy that is made by hand: exactly what is to be published.' }),
  }),
) satisfies z.ZodType<CopyView>;

const files = {
  pictures: z.array(z.strictObject({ fileId: z.string(), alt: z.string() })),
  attachments: z.array(z.strictObject({ fileId: z.string(), name: z.string() })),
};
export const handCopyList = listOf(
  'HandCopyList',
  named(
    'HandCopy',
    z.strictObject({
      ownPostId: z.string(),
      title: z.string(),
      accountId: z.string(),
      accountName: z.string(),
      platform,
      homeUrl: z.string(),
      unitId: z.string(),
      unitName: z.string(),
      reason: z.enum(handReasons).nullable(),
      begunAt: isoInstant.nullable(),
      toPublish: z.strictObject({ title: z.string(), text: z.string(), link: z.string().nullable() }),
      ...files,
      takesLink: z.boolean().meta({ description: 'Whether its page can be handed over by its address.' }),
      mayRetry: z.boolean().meta({ description: 'Whether whoever asks may have the interface try again.' }),
    }),
  ) satisfies z.ZodType<HandCopyView>,
);

export const ownPostView = named(
  'OwnPost',
  z.strictObject({
    ...rowFields,
    body: z.string(),
    summary: z.string(),
    link: z.string().nullable(),
    ...files,
    forms: z.array(
      z.strictObject({
        accountId: z.string(),
        accountName: z.string(),
        platform,
        title: z.string().nullable(),
        text: z.string().nullable(),
      }),
    ),
    isAuthorDisabled: z.boolean(),
    reviewId: z.string().nullable(),
    contentHash: z.string(),
    checks: z.strictObject({ at: isoInstant, found: z.array(checkView) }).nullable(),
    overrides: z
      .array(stopOverrideView)
      .meta({ description: 'What stops its content as it is now and was handed in anyway.' }),
    passedAt: isoInstant.nullable(),
    begunAt: isoInstant.nullable(),
    copies: z.array(copyView),
    watchedFromAt: isoInstant.nullable(),
    watchedUntilAt: isoInstant.nullable(),
    acts: z.array(z.enum(OWN_POST_ACTS)).meta({ description: 'What whoever asks can do now.' }),
    version: z.int(),
  }),
) satisfies z.ZodType<OwnPostView>;

const previewChannel = named(
  'OwnPostChannelPreview',
  z.strictObject({
    accountId: z.string(),
    accountName: z.string(),
    platform,
    draft: z.strictObject({ title: z.string(), text: z.string(), link: z.string(), digest: z.string() }).nullable(),
    failure: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
    measures: z.array(z.strictObject({ name: z.string(), value: z.number(), limit: z.number() })),
    byHand: z.enum(handReasons).nullable(),
  }),
) satisfies z.ZodType<ChannelPreviewView>;
export const ownPostPreview = named(
  'OwnPostPreview',
  z.strictObject({
    channels: z.array(previewChannel),
    checks: z.array(checkView),
    mayOverride: z.boolean().meta({ description: 'Whether whoever asks may hand it in with what stops its content.' }),
  }),
) satisfies z.ZodType<OwnPostPreviewView>;
