/** Wires: streams of octets that may become TLS, and what can go wrong on the way to a server. */
export { connectSocket, SocketWire } from './socket.ts';
export type { SocketTarget, TlsOptions } from './socket.ts';
export type { TlsFacts, Wire, WireListener } from './wire.ts';
export { WireError } from './wire-error.ts';
