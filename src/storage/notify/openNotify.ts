import type { Schema } from 'mongoose';
import type { Storage } from '../../ports/storage';
import type { Cipher } from '../credentials/credentialRow';
import type { SealedTable } from '../credentials/reseal';
import type { WithOutbox } from '../alerts/outbox';
import { openOncall, type OncallStorage } from '../oncall/openOncall';
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
  Pick<Storage, 'notifyChannels' | 'notifyRoutes' | 'silences' | 'notifications' | 'messages' | 'desks'>;

/** Opens what telling people needs: its repositories, and the tables that leave events and hold secrets. */
export function openNotify(
  open: <D extends Row>(name: string, schema: Schema) => Table<D>,
  { cipher, notifications }: { readonly cipher: Cipher | null; readonly notifications: Table<NotificationRow> },
): {
  readonly repositories: NotifyStorage;
  readonly sources: readonly Table<Row & WithOutbox>[];
  readonly sealed: SealedTable;
  readonly messages: Table<MessageRow>;
  readonly silences: Table<SilenceRow>;
} {
  const channels = open<NotifyChannelRow>('notify-channels', notifyChannelSchema);
  const routes = open<NotifyRouteRow>('notify-routes', notifyRouteSchema);
  const silences = open<SilenceRow>('silences', silenceSchema);
  const messages = open<MessageRow>('messages', messageSchema);
  const places = open<NotifyPlacesRow>('notify-places', notifyPlacesSchema);
  const oncall = openOncall(open);
  return {
    repositories: {
      ...oncall.repositories,
      notifyChannels: createNotifyChannels({ channels, places, cipher }),
      notifyRoutes: createNotifyRoutes(routes),
      silences: createSilences(silences),
      notifications: createNotifications(notifications),
      messages: createMessages(messages),
      desks: createDesks(open<DeskRow>('notify-desks', deskSchema)),
    },
    sources: [
      ...oncall.sources,
      ...[channels, routes, silences].map((table) => table as unknown as Table<Row & WithOutbox>),
    ],
    sealed: channels as unknown as SealedTable,
    messages,
    silences,
  };
}
