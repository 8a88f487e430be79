/** Servers whose line fails: it drops, stalls, trickles, never ends; and servers whose TLS is not what it should be. */

import type { BadCertificate } from '../../sessions/index.ts';
import type { Deed, Scenario } from '../scenario.ts';
import { answer, DEFAULT_SCENARIO, replyDeed, rule, variant } from './default.ts';

const DROP: readonly Deed[] = [{ kind: 'drop', reset: false }];
const RESET: readonly Deed[] = [{ kind: 'drop', reset: true }];

const withCertificate = (name: string, certificate: BadCertificate): Scenario =>
  variant(name, { certificate });

const withoutStartTls: Partial<Scenario> = {
  offersInClear: DEFAULT_SCENARIO.offersInClear.filter((line) => line !== 'STARTTLS'),
};

export const LINES = {
  'drop-connect': variant('drop-connect', { rules: [rule('connect', RESET)] }),
  'drop-greeting': variant('drop-greeting', { rules: [rule('connect', [{ kind: 'part', octets: 8 }])] }),
  'drop-ehlo': variant('drop-ehlo', { rules: [rule('EHLO', DROP)] }),
  'drop-starttls': variant('drop-starttls', { rules: [rule('STARTTLS', DROP)] }),
  'drop-auth': variant('drop-auth', { rules: [rule('AUTH', DROP), rule('answer', DROP)] }),
  'drop-mail': variant('drop-mail', { rules: [rule('MAIL', DROP)] }),
  'drop-rcpt': variant('drop-rcpt', { rules: [rule('RCPT', DROP)] }),
  'drop-data': variant('drop-data', { rules: [rule('DATA', DROP)] }),
  'drop-in-letter': variant('drop-in-letter', {
    rules: [
      rule('DATA', [{ kind: 'usual' }, { kind: 'wait', milliseconds: 50 }, { kind: 'drop', reset: true }]),
    ],
  }),
  'drop-after-dot': variant('drop-after-dot', { rules: [rule('letter', DROP)] }),
  'drop-quit': variant('drop-quit', { rules: [rule('QUIT', DROP)] }),
  'reply-lost': variant('reply-lost', { rules: [rule('letter', [{ kind: 'part', octets: 0 }])] }),
  'two-outcomes': variant('two-outcomes', {
    rules: [rule('letter', [{ kind: 'part', octets: 0 }], { chance: 0.5 }), rule('letter', DROP)],
  }),
  'half-reply': variant('half-reply', { rules: [rule('RCPT', [{ kind: 'part', octets: 6 }])] }),
  'banner-never': variant('banner-never', { rules: [rule('connect', [{ kind: 'silence' }])] }),
  'slow-banner': variant('slow-banner', {
    strictTurns: true,
    rules: [
      rule('connect', [
        { kind: 'raw', text: '220-mail.example.test is looking you up\r\n' },
        { kind: 'wait', milliseconds: 3000 },
        { kind: 'raw', text: '220 mail.example.test ESMTP\r\n' },
      ]),
    ],
  }),
  tarpit: variant('tarpit', {
    rules: [rule('*', [{ kind: 'wait', milliseconds: 2000 }, { kind: 'usual' }])],
  }),
  trickle: variant('trickle', { rules: [rule('*', [{ kind: 'trickle', milliseconds: 200 }])] }),
  'dead-after-dot': variant('dead-after-dot', { rules: [rule('letter', [{ kind: 'silence' }])] }),
  'endless-reply': variant('endless-reply', {
    rules: [rule('EHLO', [{ kind: 'endless', reply: { code: 250, lines: ['X-AND-ANOTHER-ONE'] } }])],
  }),
  'idle-hang-up': variant('idle-hang-up', {
    rules: [
      rule('EHLO', [
        { kind: 'usual' },
        { kind: 'wait', milliseconds: 10_000 },
        replyDeed('421 4.4.2 Idle too long'),
        { kind: 'close' },
      ]),
    ],
  }),
  'strict-turns': variant('strict-turns', {
    strictTurns: true,
    rules: [
      rule('connect', [{ kind: 'wait', milliseconds: 300 }, { kind: 'usual' }]),
      rule('*', [{ kind: 'wait', milliseconds: 100 }, { kind: 'usual' }]),
    ],
  }),

  'wrong-tls-port': variant('wrong-tls-port', { tls: 'implicit', ...withoutStartTls }),
  'starttls-stripped': variant('starttls-stripped', {
    ...withoutStartTls,
    // The mark that some boxes in between leave.
    offersInClear: DEFAULT_SCENARIO.offersInClear.map((line) => (line === 'STARTTLS' ? 'XXXXXXXA' : line)),
    disabled: ['STARTTLS'],
  }),
  'starttls-refused': variant('starttls-refused', {
    rules: [answer('STARTTLS', '454 4.7.0 TLS not available due to a temporary reason')],
  }),
  'starttls-broken': variant('starttls-broken', {
    rules: [
      rule('STARTTLS', [replyDeed('220 2.0.0 Go ahead'), { kind: 'raw', text: '500 5.5.1 Not really\r\n' }]),
    ],
  }),
  'starttls-injected': variant('starttls-injected', {
    rules: [
      rule('STARTTLS', [
        replyDeed('220 2.0.0 Go ahead'),
        { kind: 'raw', text: '250 AUTH PLAIN LOGIN\r\n' },
        { kind: 'tls' },
      ]),
    ],
  }),
  'certificate-expired': withCertificate('certificate-expired', 'expired'),
  'certificate-not-yet-valid': withCertificate('certificate-not-yet-valid', 'not-yet-valid'),
  'certificate-wrong-name': withCertificate('certificate-wrong-name', 'wrong-name'),
  'certificate-self-signed': withCertificate('certificate-self-signed', 'self-signed'),
  'certificate-unknown-issuer': withCertificate('certificate-unknown-issuer', 'unknown-issuer'),
} as const;
