/** What the servers of the world call a letter that they have taken. */

import { describe, expect, it } from 'vitest';
import { queueIdOf } from '../../../src/io/client/delivered.ts';
import { replyOf } from '../../../src/pure/protocol/index.ts';

describe('the queue id in a reply', () => {
  it.each([
    ['Postfix', '2.0.0 Ok: queued as 4XkT2m1qRz4wBn', '4XkT2m1qRz4wBn'],
    ['a server that names none', 'OK: queued as.', null],
    ['NetEase', 'Mail OK queued as smtp10,DsCowABCDEF-1 1736675000', 'smtp10,DsCowABCDEF-1'],
    ['Yandex', '2.0.0 Ok: queued on mxfront1.example.com as 1736675000-AbC1', '1736675000-AbC1'],
    ['Exim', 'OK id=1tAbCd-00000001aBc-2DeF', '1tAbCd-00000001aBc-2DeF'],
    ['Sendmail', '2.0.0 60CA01aB002345 Message accepted for delivery', '60CA01aB002345'],
    ['Google', '2.0.0 OK  1736675000 a1-20020a05si.5 - gsmtp', 'a1-20020a05si.5'],
    ['qmail', 'ok 1736675000 qp 4711', '4711'],
    ['Exchange', '2.6.0 <1@example.net> [InternalId=123456, Hostname=x] Queued mail for delivery', '123456'],
    [
      'Haraka',
      'Message Queued (0A1B2C3D-1111-2222-3333-444455556666.1)',
      '0A1B2C3D-1111-2222-3333-444455556666.1',
    ],
    ['Dovecot', '2.0.0 <bob@example.com> aBcDeFgH/1 Saved', 'aBcDeFgH/1'],
    [
      'Amazon SES',
      'Ok 0102018a1b2c3d4e-01234567-89ab-cdef-0123-456789abcdef-000000',
      '0102018a1b2c3d4e-01234567-89ab-cdef-0123-456789abcdef-000000',
    ],
    ['a sentence', 'Ok, thank you', null],
  ])('of %s [f-32]', (_server, line, id) => {
    expect(queueIdOf(replyOf(250, [line]))).toBe(id);
  });
});
