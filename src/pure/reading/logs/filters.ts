/** Lines of what stands beside a mail server and decides with it: rspamd, Amavis, Postgrey, OpenDMARC, OpenDKIM, policies, scanners. */

import type { CauseId } from '../../knowledge/index.ts';
import type { Reading } from '../reading.ts';
import { logReading, quietLine, unknownLine } from './log-reading.ts';
import type { Line } from './log-reading.ts';

const RSPAMD = /(?:^|; )(?:task|proxy); rspamd_task_write_log: |rspamd_task_write_log/;

export function isRspamd(message: string): boolean {
  return RSPAMD.test(message);
}

export function readRspamd(line: Line): Reading {
  const { message } = line;
  const system = 'rspamd';
  const queueId = /\bqid: <([^<>]{1,40})>/.exec(message)?.[1] ?? null;
  const recipient = /\brcpts?: <([^<>,\s]{1,320})/.exec(message)?.[1] ?? null;
  const action = /\(default: [TF] \(([a-z ]{3,20})\)/.exec(message)?.[1] ?? '';
  const facts = {
    system,
    said: message,
    queueId,
    recipient,
    code: null,
    peer: /\bip: ([0-9a-fA-F.:]{2,60})/.exec(message)?.[1] ?? null,
  };
  if (action === 'reject')
    return logReading(line, {
      ...facts,
      cause: /CLAM|VIRUS|MALWARE/i.test(message)
        ? 'virus'
        : /DMARC_POLICY_REJECT/.test(message) && !/BAYES_SPAM/.test(message)
          ? 'dmarc-policy'
          : 'spam',
      side: 'ours-refused-client',
      stage: 'message',
    });
  if (action === 'soft reject' || action === 'greylist')
    return logReading(line, {
      ...facts,
      cause: /RATELIMIT/.test(message) ? 'rate-limit' : 'greylisting',
      side: 'ours-refused-client',
      stage: 'message',
    });
  if (
    /\b(?:cannot|failed|error)\b/i.test(message) &&
    action === '' &&
    /; (?:milter|monitored|lua|redis|map|cfg|worker);/.test(message)
  )
    return logReading(line, { ...facts, cause: 'system-error', side: 'ours-failed' });
  return unknownLine(line, system, queueId, recipient);
}

export function readFilter(line: Line, program: string): Reading {
  const { message } = line;
  const to = /(?:-> |recipient=|to=)<?([^<>,\s]{1,320}@[^<>,\s]{1,255})>?/.exec(message)?.[1] ?? null;
  const queueId = /(?:Queue-ID: |queue_id=|^)([0-9A-Z]{8,20})(?=[:,]|$)/i.exec(message)?.[1] ?? null;
  const tell = (system: string, cause: CauseId): Reading =>
    logReading(line, {
      system,
      said: message,
      cause,
      side: 'ours-refused-client',
      recipient: to,
      queueId,
      code: null,
    });
  if (program.startsWith('amavis')) {
    if (/Blocked (?:SPAM|SPAMMY)/.test(message)) return tell('Amavis', 'spam');
    if (/Blocked INFECTED/.test(message)) return tell('Amavis', 'virus');
    if (/Blocked BANNED/.test(message)) return tell('Amavis', 'attachment-kind');
    if (/Blocked BAD-HEADER/.test(message)) return tell('Amavis', 'malformed-letter');
    if (/Blocked /.test(message)) return tell('Amavis', 'content-refused');
    return quietLine(line, 'Amavis', queueId, to);
  }
  if (program.startsWith('postgrey'))
    return /action=greylist/.test(message)
      ? tell('Postgrey', 'greylisting')
      : quietLine(line, 'Postgrey', null, to);
  if (program.startsWith('opendmarc'))
    return /: (?:reject|fail.*reject)|rejected by DMARC/i.test(message)
      ? tell('OpenDMARC', 'dmarc-policy')
      : quietLine(line, 'OpenDMARC', queueId);
  if (/policyd?-spf/.test(program))
    return /Reject|550|prepend.*fail/i.test(message) && /Fail/i.test(message)
      ? tell('policyd-spf', 'spf-fails')
      : quietLine(line, 'policyd-spf');
  const other = OTHERS.find(({ name, sign }) => name.test(program) && sign.test(message));
  return other === undefined ? unknownLine(line, program, queueId) : tell(program, other.cause);
}

/** Smaller ones: what each says when it refuses. */
const OTHERS: readonly { readonly name: RegExp; readonly sign: RegExp; readonly cause: CauseId }[] = [
  { name: /^saslauthd/, sign: /auth(?:entication)? failure/i, cause: 'wrong-password' },
  { name: /^milter-greylist/, sign: /\bdelayed\b|greylist/i, cause: 'greylisting' },
  { name: /^clam/, sign: /\binfected\b|\bvirus\b.{0,80}(?:reject|block|drop)|FOUND$/i, cause: 'virus' },
  {
    name: /policyd/,
    sign: /(?:throttle|quota)\S*=exceeded|(?:rate|quota) .{0,40}exceeded/i,
    cause: 'rate-limit',
  },
  {
    name: /policyd/,
    sign: /greylist(?:ed|ing)?=(?:new|update|abuse)|action=greylist/i,
    cause: 'greylisting',
  },
];
