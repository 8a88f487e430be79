import { describe, expect, it } from 'vitest';
import { formatProxyHeader } from '../../../src/io/wire/proxy-header.ts';

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

const four = { address: '192.0.2.7', port: 4711 };
const mx = { address: '198.51.100.1', port: 25 };
const six = { address: '2001:db8::7', port: 4711 };
const SIGNATURE = '0d0a0d0a000d0a515549540a';

describe('the header of the PROXY protocol', () => {
  it('is a line of text in version 1', () => {
    expect(textOf(formatProxyHeader(1, four, mx))).toBe('PROXY TCP4 192.0.2.7 198.51.100.1 4711 25\r\n');
    expect(textOf(formatProxyHeader(1, six, { address: '::1', port: 25 }))).toBe(
      'PROXY TCP6 2001:db8::7 ::1 4711 25\r\n',
    );
    expect(textOf(formatProxyHeader(1, null, mx))).toBe('PROXY UNKNOWN\r\n');
  });

  it('is binary in version 2', () => {
    expect(hexOf(formatProxyHeader(2, four, mx))).toBe(`${SIGNATURE}2111000cc0000207c633640112670019`);
    expect(hexOf(formatProxyHeader(2, six, { address: '::1', port: 25 }))).toBe(
      `${SIGNATURE}21210024${'20010db8000000000000000000000007'}${'00000000000000000000000000000001'}12670019`,
    );
    expect(hexOf(formatProxyHeader(2, null, null))).toBe(`${SIGNATURE}20000000`);
  });

  it('writes an IPv4 address as mapped where the other end is IPv6, and a mapped one as IPv4', () => {
    expect(textOf(formatProxyHeader(1, four, { address: '::1', port: 25 }))).toBe(
      'PROXY TCP6 ::ffff:192.0.2.7 ::1 4711 25\r\n',
    );
    expect(hexOf(formatProxyHeader(2, four, { address: '::1', port: 25 }))).toContain(
      '00000000000000000000ffffc0000207',
    );
    expect(textOf(formatProxyHeader(1, { address: '::ffff:192.0.2.7', port: 1 }, mx))).toBe(
      'PROXY TCP4 192.0.2.7 198.51.100.1 1 25\r\n',
    );
  });
});
