/** aiosmtpd of Python, as SMTP with STARTTLS and as LMTP. */

import { spawnSync } from 'node:child_process';
import {
  at,
  DOMAIN,
  freePorts,
  inFiles,
  LIMIT,
  listening,
  openLab,
  PASSWORD,
  USER,
  USUAL_CODES,
} from './server.ts';
import type { RealServer, Running } from './server.ts';

/** The system's own, for which Debian packages aiosmtpd. */
const PYTHON = '/usr/bin/python3';

export const aiosmtpd: RealServer = {
  name: 'aiosmtpd',
  missing: () =>
    spawnSync(PYTHON, ['-c', 'import aiosmtpd'], { stdio: 'ignore' }).status === 0
      ? null
      : 'not installed: python3-aiosmtpd',
  ways: ['clear', 'starttls', 'lmtp'],
  keywords: ['SIZE', '8BITMIME', 'SMTPUTF8', 'HELP'],
  mechanisms: ['PLAIN', 'LOGIN'],
  authInClear: false,
  tooLarge: { announced: 552, sent: 552 },
  recipients: { unknown: 550, elsewhere: 554 },
  unknownParameter: 555,
  notSignedIn: null,
  mistakes: {
    ...USUAL_CODES,
    'RCPT TO:<>': null,
  },
  eol: '\r\n',
  start,
};

const SCRIPT = `
import asyncio, os, ssl, sys
from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import AuthResult
lab, port, lmtp_port = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(lab + '/cert.pem', lab + '/key.pem')
def authenticate(server, session, envelope, mechanism, data):
    ok = data.login == b'${USER}' and data.password == b'${PASSWORD}'
    return AuthResult(success=ok, handled=False)
os.makedirs(lab + '/mail')
class Local:
    count = 0
    async def handle_DATA(self, server, session, envelope):
        Local.count += 1
        with open('%s/mail/.%d' % (lab, Local.count), 'wb') as file:
            file.write(envelope.original_content)
        os.rename('%s/mail/.%d' % (lab, Local.count), '%s/mail/%d' % (lab, Local.count))
        return '250 2.0.0 OK'
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.lower() == 'postmaster':
            address = 'postmaster@${DOMAIN}'
        if not address.endswith('@${DOMAIN}'):
            return '554 5.7.1 Relay access denied'
        if address.split('@')[0] not in ('alice', 'bob', 'postmaster'):
            return '550 5.1.1 No such user'
        envelope.rcpt_tos.append(address)
        return '250 OK'
class OverLmtp(Controller):
    def factory(self):
        return LMTP(self.handler, **self.SMTP_kwargs)
Controller(Local(), hostname='127.0.0.1', port=port, tls_context=context, authenticator=authenticate,
    auth_require_tls=True, data_size_limit=${LIMIT}, enable_SMTPUTF8=True).start()
OverLmtp(Local(), hostname='127.0.0.1', port=lmtp_port, data_size_limit=${LIMIT}, enable_SMTPUTF8=True).start()
asyncio.new_event_loop().run_forever()
`;

async function start(): Promise<Running> {
  const lab = await openLab();
  const port = await freePorts('relay', 'lmtp');
  lab.write('server.py', SCRIPT);
  lab.run(PYTHON, [lab.path('server.py'), lab.folder, String(port.relay), String(port.lmtp)]);
  await listening(lab, [port.relay, port.lmtp]);
  return {
    places: {
      clear: at(port.relay, 'off'),
      starttls: at(port.relay, 'starttls'),
      lmtp: { server: `lmtp://127.0.0.1:${port.lmtp}`, tls: 'off' },
    },
    authority: lab.authority,
    stored: inFiles(lab.path('mail')),
    stop: lab.close,
  };
}
