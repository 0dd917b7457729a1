import { z } from 'zod';
import type { LiaisonGapsView, LiaisonView, UnfilledUnitView } from '../../api/team';
import type { LiaisonId, PersonId, UnitId } from '../../domain/ids';
import { LIAISON_DUTIES, LIAISON_GAPS, RANKS } from '../../domain/team/liaison';
import type { CivilDate } from '../../domain/time/instant';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { changing, idOf, nameText, pageFields, queryFlag } from '../edge/inputSchemas';

export const civilDate = z.iso.date() as unknown as z.ZodType<CivilDate>;
export const reason = z.string().trim().min(1).max(500).meta({ description: 'Kept in the ledger.' });
export const version = z.int().min(1).meta({ description: 'Of the record as it was read.' });

export const liaisonParams = z.strictObject({ id: idOf<LiaisonId>() });
export const liaisonsQuery = z.strictObject({
  ...pageFields,
  unit: z.exactOptional(idOf<UnitId>()),
  duty: z.exactOptional(z.enum(LIAISON_DUTIES)),
  current: z.exactOptional(queryFlag).meta({ description: '`true`: only who holds the duty now.' }),
});
export const unfilledQuery = z.strictObject({
  duty: z.enum(LIAISON_DUTIES).default('chief'),
  gap: z.enum(LIAISON_GAPS).default('missing'),
});

const phone = z.string().trim().min(1).max(30).nullable();
const record = {
  duty: z.enum(LIAISON_DUTIES).meta({ description: '联络员, 信息员, 信息主管 or 分管负责人.' }),
  name: nameText(60),
  post: nameText(100),
  rank: z.enum(RANKS).nullable().meta({ description: 'Must be stated of a 信息主管 (科级以上).' }),
  mobile: phone.meta({ description: 'One of both numbers must be stated.' }),
  officePhone: phone,
  personId: idOf<PersonId>().nullable().meta({ description: 'Who it is among those who can sign in.' }),
  sinceOn: civilDate,
};
export const addLiaisonBody = z.strictObject({
  ...record,
  rank: record.rank.default(null),
  mobile: record.mobile.default(null),
  officePhone: record.officePhone.default(null),
  personId: record.personId.default(null),
  reason,
});
const FIELDS = ['duty', 'name', 'post', 'rank', 'mobile', 'officePhone', 'personId', 'sinceOn'] as const;
export const changeLiaisonBody = changing(
  z.strictObject({
    duty: z.exactOptional(record.duty),
    name: z.exactOptional(record.name),
    post: z.exactOptional(record.post),
    rank: z.exactOptional(record.rank),
    mobile: z.exactOptional(record.mobile),
    officePhone: z.exactOptional(record.officePhone),
    personId: z.exactOptional(record.personId),
    sinceOn: z.exactOptional(record.sinceOn),
    version,
    reason,
  }),
  FIELDS,
);
export const endLiaisonBody = z.strictObject({
  version,
  untilOn: civilDate.meta({ description: 'The last day; not after today.' }),
  reason,
});

export const liaisonView = named(
  'Liaison',
  z.strictObject({
    id: z.string(),
    unitId: z.string(),
    unitName: z.string(),
    duty: z.enum(LIAISON_DUTIES),
    name: z.string(),
    post: z.string(),
    rank: z.enum(RANKS).nullable(),
    mobile: z.string().nullable().meta({ description: 'Masked for who does not need it to reach them.' }),
    officePhone: z.string().nullable(),
    person: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
    sinceOn: z.string(),
    untilOn: z.string().nullable().meta({ description: 'Null: they hold it now.' }),
    version: z.int(),
  }),
) satisfies z.ZodType<LiaisonView>;
export const liaisonList = listOf('LiaisonList', liaisonView);

export const liaisonGapsView = named(
  'LiaisonGaps',
  z.strictObject({
    units: z.int().meta({ description: 'In use, that the reader sees.' }),
    duties: z.array(
      z.strictObject({
        duty: z.enum(LIAISON_DUTIES),
        least: z.int(),
        most: z.int().nullable(),
        leastRank: z.enum(RANKS).nullable(),
        source: z.string(),
        gaps: z
          .strictObject({ missing: z.int(), 'below-rank': z.int(), 'too-many': z.int() })
          .meta({ description: 'How many units; `/liaisons/unfilled` names them.' }),
      }),
    ),
    asOf: isoInstant,
  }),
) satisfies z.ZodType<LiaisonGapsView>;
export const unfilledList = listOf(
  'UnfilledUnitList',
  named(
    'UnfilledUnit',
    z.strictObject({ id: z.string(), name: z.string(), superiorName: z.string().nullable(), holders: z.int() }),
  ) satisfies z.ZodType<UnfilledUnitView>,
);
