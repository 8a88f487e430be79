/** Whether what is said to a target stays on this machine: by its name, or by its address. */

import { ipFamily } from './ip-family.ts';
import type { WireTarget } from './wire.ts';

/** Whether the way to a target stays on this machine. Through a proxy nothing does: who listens there is not known. */
export function isLoopback(target: WireTarget, proxied: boolean): boolean {
  if (target.kind === 'unix' || target.kind === 'pipe') return true;
  if (proxied) return false;
  const host = target.host.toLowerCase().replace(/\.$/, '');
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  const four = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/.exec(host)?.[1];
  if (four !== undefined && ipFamily(four) === 4) return four.startsWith('127.');
  return ipFamily(host) === 6 && /^(?:0{0,4}:)*:?0{0,3}1$/.test(host);
}
