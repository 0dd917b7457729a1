import type { Schema } from 'mongoose';
import type { LadderStorage } from '../../ports/ladderStorage';
import type { Storage } from '../../ports/storage';
import type { Cipher } from '../credentials/credentialRow';
import type { SealedTable } from '../credentials/reseal';
import type { NamesUnit } from '../accounts/unitBelongings';
import type { WithOutbox } from '../alerts/outbox';
import { openLadders } from '../oncall/openLadders';
import { openOncall, type OncallStorage } from '../oncall/openOncall';
import type { Endings } from '../retention/endings';
import type { Row, Table } from '../table';
import {
  createNotifyChannels,
  notifyChannelSchema,
  notifyPlacesSchema,
  type NotifyChannelRow,
  type NotifyPlacesRow,
} from './channels';
import { createDesks, deskSchema, type DeskRow } from './desks';
import { createMessages, messageSchema, type MessageRow } from './messages';
import { createNotifications, type NotificationRow } from './notifications';
import { createNotifyRoutes, notifyRouteSchema, type NotifyRouteRow } from './routes';
import { createSilences, silenceSchema, type SilenceRow } from './silences';

type NotifyStorage = OncallStorage &
  LadderStorage &
  Pick<Storage, 'notifyChannels' | 'notifyRoutes' | 'silences' | 'notifications' | 'messages' | 'desks'>;

/** Opens what telling people needs: its repositories, and the tables that leave events and hold secrets. */
export function openNotify(
  open: <D extends Row>(name: string, schema: Schema) => Table<D>,
  { cipher, notifications }: { readonly cipher: Cipher | null; readonly notifications: Table<NotificationRow> },
): {
  readonly repositories: NotifyStorage;
  readonly sources: readonly Table<Row & WithOutbox>[];
  readonly sealed: SealedTable;
  readonly namesUnit: readonly NamesUnit[];
  /** What goes when its time is over. */
  readonly endings: Pick<Endings, 'told-messages' | 'ended-silences' | 'ended-escalations'>;
} {
  const channels = open<NotifyChannelRow>('notify-channels', notifyChannelSchema);
  const routes = open<NotifyRouteRow>('notify-routes', notifyRouteSchema);
  const silences = open<SilenceRow>('silences', silenceSchema);
  const messages = open<MessageRow>('messages', messageSchema);
  const places = open<NotifyPlacesRow>('notify-places', notifyPlacesSchema);
  const oncall = openOncall(open);
  const ladders = openLadders(open);
  return {
    repositories: {
      ...oncall.repositories,
      ...ladders.repositories,
      notifyChannels: createNotifyChannels({ channels, places, cipher }),
      notifyRoutes: createNotifyRoutes(routes),
      silences: createSilences(silences),
      notifications: createNotifications(notifications),
      messages: createMessages(messages),
      desks: createDesks(open<DeskRow>('notify-desks', deskSchema)),
    },
    sources: [
      ...oncall.sources,
      ...ladders.sources,
      ...[channels, routes, silences, messages].map((table) => table as unknown as Table<Row & WithOutbox>),
    ],
    sealed: channels as unknown as SealedTable,
    namesUnit: [
      { table: channels as unknown as NamesUnit['table'], field: 'unitId' },
      { table: routes as unknown as NamesUnit['table'], field: 'match.unitId' },
      { table: silences as unknown as NamesUnit['table'], field: 'match.unitId' },
      oncall.namesUnit,
      ladders.namesUnit,
    ],
    endings: {
      'told-messages': { table: asRows(messages), field: 'settledAt' },
      'ended-silences': { table: asRows(silences), field: 'endsAt' },
      'ended-escalations': { table: asRows(ladders.escalations), field: 'endedAt' },
    },
  };
}

/** A table as one whose rows are only found and removed. */
function asRows<D extends Row>(table: Table<D>): Table<Row> {
  return table as unknown as Table<Row>;
}
