/** Wires: streams of octets that may become TLS, and what can go wrong on the way to a server. `openWire` opens one. */
export { asciiAddress, asciiName } from './ascii-name.ts';
export { ipFamily } from './ip-family.ts';
export { isLoopback } from './loopback.ts';
export { monotonicMilliseconds } from './monotonic.ts';
export { openWire } from './open.ts';
export { checkTlsSettings } from './tls-settings.ts';
export { endpointOf } from './wire.ts';
export type {
  Endpoint,
  ProxyHeader,
  ProxyTarget,
  TlsFacts,
  TlsOptions,
  TlsStart,
  TlsVersion,
  Wire,
  WireListener,
  WireOptions,
  WireTarget,
} from './wire.ts';
export { abortError, WireError } from './wire-error.ts';
