import { z } from 'zod';
import { PLATFORMS } from '../../domain/accounts/account';
import { LOOK_OUTCOMES } from '../../domain/accounts/look';
import { REMEDIES } from '../../domain/errors';
import type { UnitId } from '../../domain/ids';
import { PROBE_WARNINGS, type ProbeView } from '../../api/accounts';
import { isoInstant, named, publishedView } from '../edge/answerSchemas';
import { changing, idOf, nameText } from '../edge/inputSchemas';
import { postView } from './accountSchemas';

const httpUrl = z.url({ protocol: /^https?$/ }).max(2_000);
const settings = z.record(z.string().regex(/^[A-Za-z]{1,40}$/), z.string().max(2_000));
const registration = {
  platform: z.enum(PLATFORMS),
  externalId: z.string().trim().min(1).max(500),
  name: nameText(120),
  homeUrl: httpUrl,
  columnClass: z.enum(['account', 'news', 'notices', 'other']).default('account'),
  settings: settings.default({}),
  credential: settings.nullable().default(null),
};

export const probeBody = z.strictObject({ ...registration, name: nameText(120, 0).default('') });
export const accountBody = z
  .strictObject({
    unitId: idOf<UnitId>(),
    ...registration,
    status: z
      .enum(['active', 'applied'])
      .default('active')
      .meta({ description: '`applied`: not there on the platform yet; neither id nor home page is known then.' }),
    externalId: registration.externalId.or(z.literal('')).default(''),
    homeUrl: httpUrl.or(z.literal('')).default(''),
    region: z.string().max(20).default(''),
    openedOn: z.iso.date().nullable().default(null),
  })
  .superRefine((body, context) => {
    if (body.status === 'applied') return;
    for (const field of ['externalId', 'homeUrl'] as const)
      if (body[field] === '') context.addIssue({ code: 'custom', path: [field], message: '缺少', input: body[field] });
  });
export const accountChangeBody = changing(
  z.strictObject({
    name: z.exactOptional(registration.name),
    homeUrl: z.exactOptional(httpUrl),
    columnClass: z.exactOptional(z.enum(['account', 'news', 'notices', 'other'])),
    settings: z.exactOptional(settings),
    reason: z.exactOptional(nameText(500)),
  }),
  ['name', 'homeUrl', 'columnClass', 'settings'],
);
export const articleBody = z.strictObject({ url: httpUrl });

export const addedArticle = named('AddedArticle', z.strictObject({ post: postView, isNew: z.boolean() }));

export const probeView = named(
  'Probe',
  z.strictObject({
    outcome: z.enum(LOOK_OUTCOMES),
    detail: z.string(),
    coverage: z.enum(['full', 'partial']),
    completeFromAt: isoInstant.nullable(),
    itemCount: z.int(),
    message: z.string().nullable(),
    remedy: z.enum(REMEDIES).nullable(),
    items: z.array(
      z.strictObject({
        title: z.string(),
        url: z.string(),
        published: publishedView,
        excerpt: z.string(),
        pinned: z.boolean(),
        standing: z.enum(['counted', 'future-dated']),
      }),
    ),
    warnings: z.array(z.enum(PROBE_WARNINGS)),
  }),
) satisfies z.ZodType<ProbeView>;
