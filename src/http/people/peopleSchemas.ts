import { z } from 'zod';
import { UNIT_LEVELS } from '../../domain/accounts/unit';
import type { AssignmentId, PersonId, UnitId } from '../../domain/ids';
import { ACTIONS, ROLES } from '../../domain/people/role';
import type { AddressesView } from '../../api/notify';
import type { MeView, PersonView, SignInLinkView, UnitView } from '../../api/people';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { changing, idOf, nameText } from '../edge/inputSchemas';

/** Long enough for any password a person remembers, short enough that hashing it is no attack on us. */
export const PASSWORD_MAX = 256;

export const signInBody = z.strictObject({
  username: z.string().trim().min(1).max(100),
  password: z.string().min(1).max(PASSWORD_MAX),
});
export const signInLinkBody = z.strictObject({
  token: z.string().min(1).max(512).meta({ description: 'From the one-time link `/sign-in#token=…`.' }),
});

export const addressesView = named(
  'Addresses',
  z.strictObject({
    mail: z.string().nullable(),
    mobile: z.string().nullable(),
    wecomUserId: z.string().nullable(),
    feishuOpenId: z.string().nullable(),
  }),
) satisfies z.ZodType<AddressesView>;

export const meView = named(
  'Me',
  z.strictObject({
    id: z.string(),
    name: z.string(),
    username: z.string(),
    role: z.enum(ROLES),
    unitId: z.string().nullable(),
    unitName: z.string().nullable(),
    actions: z.array(z.enum(ACTIONS)),
    addresses: addressesView,
    assignments: z
      .array(
        z.strictObject({
          id: z.string().nullable().meta({ description: 'Null: the first.' }),
          role: z.enum(ROLES),
          unitId: z.string().nullable(),
          unitName: z.string().nullable(),
          isCurrent: z.boolean(),
        }),
      )
      .meta({ description: 'Units one acts for, one at a time (`PUT /me/assignment`).' }),
    sandbox: z.boolean(),
    version: z.string(),
  }),
) satisfies z.ZodType<MeView>;

export const unitView = named(
  'Unit',
  z.strictObject({
    id: z.string(),
    name: z.string(),
    parentId: z.string().nullable(),
    level: z.enum(UNIT_LEVELS),
    sectors: z.array(z.string()).meta({ description: 'Keys of the fields it works in.' }),
    region: z.string().meta({ description: 'GB/T 2260; empty: not stated.' }),
    regionName: z.string().nullable().meta({ description: 'From the top down; null: the table does not know it.' }),
    creditCode: z.string().nullable().meta({ description: '统一社会信用代码 (GB 32100-2015).' }),
    closed: z
      .strictObject({ at: isoInstant, intoId: z.string().nullable() })
      .nullable()
      .meta({ description: 'Since when it is closed, and which unit took over what it had; null: in use.' }),
  }),
) satisfies z.ZodType<UnitView>;
export const unitList = listOf('UnitList', unitView);

export const personParams = z.strictObject({ id: idOf<PersonId>() });
const reason = z.string().trim().min(1).max(500).meta({ description: 'Kept in the ledger.' });
const described = {
  name: nameText(60),
  role: z.enum(ROLES),
  unitId: idOf<UnitId>().nullable().meta({ description: 'Root of the subtree they see; null: everything.' }),
};
export const addPersonBody = z.strictObject({
  username: z.string().trim().min(1).max(60).meta({ description: '2 to 40 of `a-z 0-9 . _ -`; stays as it is.' }),
  ...described,
  reason,
});
export const changePersonBody = changing(
  z.strictObject({
    name: z.exactOptional(described.name),
    role: z.exactOptional(described.role),
    unitId: z.exactOptional(described.unitId),
    reason,
  }),
  ['name', 'role', 'unitId'],
);
export const assignBody = z.strictObject({ role: described.role, unitId: described.unitId, reason });
export const assignmentParams = z.strictObject({ id: idOf<PersonId>(), assignmentId: idOf<AssignmentId>() });
export const endAssignmentBody = z.strictObject({ reason });
export const actAsBody = z.strictObject({
  assignmentId: idOf<AssignmentId>().nullable().meta({ description: 'Null: the first.' }),
});
export const disablePersonBody = z.strictObject({ disabled: z.boolean(), reason });
const address = z.string().trim().min(1).max(254).nullable();
export const addressesBody = z.strictObject({
  mail: address,
  mobile: address,
  wecomUserId: address,
  feishuOpenId: address,
});
/** What is left out stays as it is; null: they are not told there any more. */
export const ownAddressesBody = changing(
  z.strictObject({
    mail: z.exactOptional(address),
    mobile: z.exactOptional(address),
    wecomUserId: z.exactOptional(address),
    feishuOpenId: z.exactOptional(address),
  }),
  ['mail', 'mobile', 'wecomUserId', 'feishuOpenId'],
);
export const endSessionsBody = z.strictObject({ reason });
export const signInLinkReasonBody = z.strictObject({
  reason,
  forPassword: z.boolean().default(false).meta({ description: 'The link leads to where a new password is set.' }),
});

export const personView = named(
  'Person',
  z.strictObject({
    id: z.string(),
    username: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    unitId: z.string().nullable(),
    disabled: z.boolean(),
    hasPassword: z.boolean(),
    lockedUntilAt: isoInstant.nullable(),
    addresses: addressesView,
    assignments: z
      .array(z.strictObject({ id: z.string(), role: z.enum(ROLES), unitId: z.string().nullable() }))
      .meta({ description: 'Further units they act for.' }),
    isGuest: z.boolean().meta({ description: 'They belong elsewhere and act for units of whoever asks.' }),
  }),
) satisfies z.ZodType<PersonView>;
export const personList = listOf('PersonList', personView);

export const signInLinkView = named(
  'SignInLink',
  z.strictObject({
    url: z.string().meta({ description: 'Works once; shown in this response and nowhere else.' }),
    expiresAt: isoInstant,
  }),
) satisfies z.ZodType<SignInLinkView>;
