import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';
import type { StreamEvents } from '../../api/events';

/** Socket.io's types with the events of the stream: an unknown name or another payload does not compile. */
export type StreamServer = Server<DefaultEventsMap, StreamEvents>;
export type StreamNamespace = Namespace<DefaultEventsMap, StreamEvents>;
export type StreamSocket = Socket<DefaultEventsMap, StreamEvents>;
