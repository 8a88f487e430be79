import { describe, expect, it } from 'vitest';
import { parseServer, targetOf } from '../../../src/io/plan/target.ts';
import { isLoopback } from '../../../src/io/wire/index.ts';

const place = (text: string) => {
  const result = parseServer(text);
  return result.ok ? result.value.place : result.fault;
};

const target = (text: string, wanted: Partial<Parameters<typeof targetOf>[1]> = {}) => {
  const server = parseServer(text);
  if (!server.ok) return server.fault;
  const result = targetOf(server.value, { port: null, tls: 'auto', user: false, ...wanted });
  return result.ok ? result.value : result.fault;
};

describe('a server as people write it', () => {
  it.each([
    ['mx.example.com', 'mx.example.com', null],
    ['mx.example.com:2525', 'mx.example.com', 2525],
    ['[2001:db8::7]:25', '2001:db8::7', 25],
    ['[2001:db8::7]', '2001:db8::7', null],
    ['2001:db8::7', '2001:db8::7', null],
    ['::1', '::1', null],
    ['fe80::1%eth0', 'fe80::1%eth0', null],
    // The percent sign of a zone is %25 in a URL (RFC 6874 §2), and often typed so elsewhere.
    ['smtp://[fe80::1%25eth0]:25', 'fe80::1%eth0', 25],
    ['smtps://[FEBF::1%25en0]', 'FEBF::1%en0', null],
    ['[fe80::1%25eth0]:25', 'fe80::1%eth0', 25],
    ['fe80::1%25eth0', 'fe80::1%eth0', null],
    ['smtp://[fe80::1%eth0]', 'fe80::1%eth0', null],
    ['smtp://[::1%25lo]', '::1%lo', null],
    // A zone may be a number.
    ['fe80::1%25', 'fe80::1%25', null],
    ['fe80::1%2', 'fe80::1%2', null],
    ['fe80::1%251', 'fe80::1%251', null],
    ['smtp://[fe80::1%251]', 'fe80::1%1', null],
    ['smtp://mx.example.com', 'mx.example.com', null],
    ['SMTP://mx.example.com:25/', 'mx.example.com', 25],
    ['smtps://[::1]:465', '::1', 465],
    ['lmtp://mx.example.com:24', 'mx.example.com', 24],
  ])('%s is %s with port %s [case-030]', (text, host, port) => {
    expect(place(text)).toEqual({ kind: 'tcp', host, port });
  });

  it('may be a Unix socket or a program', () => {
    expect(place('smtp+unix:///var/run/mail%20server')).toEqual({
      kind: 'unix',
      path: '/var/run/mail server',
    });
    expect(parseServer('lmtp+unix:///run/lmtp')).toMatchObject({ value: { dialect: 'lmtp' } });
    expect(place('pipe:sendmail -bs')).toEqual({ kind: 'pipe', command: 'sendmail -bs' });
  });

  it('may hold a user, and never a password', () => {
    expect(parseServer('smtps://ann%40example.com@mx.example.com')).toMatchObject({
      value: { user: 'ann@example.com', implicitTls: true },
    });
    expect(place('smtp://ann:s3cret@mx.example.com')).toBe('password-in-url');
    expect(place('ann:s3cret@mx.example.com')).toBe('password-in-url');
    expect(place('lmtp+unix://ann:s3cret@/run/lmtp')).toBe('password-in-url');
  });

  it.each([
    '',
    'http://mx.example.com',
    'mx example.com',
    '[mx.example.com]',
    '[::1',
    'smtp+unix://run',
    'pipe:',
    '@mx',
    'smtp://a%0d@mx',
  ])('is not %j', (text) => {
    expect(place(text)).toBe('bad-server');
  });

  it.each(['mx:0', 'mx:65536', 'mx:smtp', 'mx:'])('has no port in %j', (text) => {
    expect(place(text)).toBe('bad-port');
  });
});

describe('the port', () => {
  it('is the one that was given, else the one in the name, else the usual one', () => {
    expect(target('mx:2525', { port: 26 })).toMatchObject({ port: 26 });
    expect(target('mx:2525')).toMatchObject({ port: 2525 });
    expect(target('mx')).toMatchObject({ port: 25 });
    expect(target('mx', { user: true })).toMatchObject({ port: 587 });
    expect(target('mx', { tls: 'implicit', user: true })).toMatchObject({ port: 465 });
    expect(target('smtps://mx')).toMatchObject({ port: 465 });
  });

  it('has to be given for LMTP', () => {
    expect(target('lmtp://mx')).toBe('needs-port');
    expect(target('lmtp://mx', { port: 24 })).toEqual({ kind: 'tcp', host: 'mx', port: 24 });
    expect(target('lmtp+unix:///run/lmtp')).toEqual({ kind: 'unix', path: '/run/lmtp' });
  });
});

describe('loopback', () => {
  const tcp = (host: string) => ({ host, port: 25 });

  it('is what cannot leave this machine', () => {
    for (const host of [
      '127.0.0.1',
      '127.8.8.8',
      '::1',
      '0:0:0:0:0:0:0:1',
      '::ffff:127.0.0.1',
      'localhost',
      'LOCALHOST.',
    ])
      expect(isLoopback(tcp(host), false), host).toBe(true);
    expect(isLoopback({ kind: 'unix', path: '/run/s' }, false)).toBe(true);
    expect(isLoopback({ kind: 'pipe', command: 'sendmail -bs' }, false)).toBe(true);
  });

  it('is nothing else, and nothing behind a proxy', () => {
    for (const host of [
      '127.0.0.1.example.com',
      '128.0.0.1',
      '::2',
      '::10',
      '2001:db8::1',
      '1',
      'localhost.example.com',
      '127.1',
    ])
      expect(isLoopback(tcp(host), false), host).toBe(false);
    expect(isLoopback(tcp('127.0.0.1'), true)).toBe(false);
  });
});
