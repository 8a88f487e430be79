/**
 * The options of every command that talks to a server, defined once: names, help, what each value must look like. What they come to
 * together is in `conversation-plan.ts`; where else they may stand (a profile, the environment) in `sources.ts`.
 */

import { isIP } from 'node:net';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { optionWords, reportWords } from '../../pure/phrases/index.ts';
import type { Lang } from '../../pure/phrases/index.ts';
import { SCENARIO_NAMES } from '../../pure/practice/index.ts';

/** What commander makes of the shared options. */
export interface ConnectionOptions {
  readonly server?: string;
  readonly port?: number;
  readonly lmtp?: boolean;
  readonly ehlo?: string;
  readonly helo?: boolean;
  readonly scenario?: string;
  readonly profile?: string;
  readonly tls?: 'auto' | 'off' | 'starttls' | 'implicit' | 'verify';
  readonly insecure?: boolean;
  readonly tlsCa?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tlsServername?: string;
  readonly tlsMin?: string;
  readonly tlsMax?: string;
  readonly tlsCiphers?: string;
  readonly tlsPin?: readonly string[];
  readonly tlsSni?: string;
  readonly tlsKeylog?: string;
  readonly showChain?: boolean;
  readonly saveChain?: string;
  readonly user?: string;
  readonly passwordFile?: string;
  readonly passwordStdin?: boolean;
  readonly password?: string;
  readonly tokenFile?: string;
  readonly passwordCommand?: string;
  readonly tokenCommand?: string;
  readonly netrc?: boolean;
  readonly netrcFile?: string;
  readonly auth?: string;
  readonly allowPlaintextAuth?: boolean;
  readonly timeout?: number;
  readonly finalTimeout?: number;
  readonly rfcTimeouts?: boolean;
  readonly maxTime?: number;
  readonly ipv4?: boolean;
  readonly ipv6?: boolean;
  readonly bind?: string;
  readonly localPort?: number;
  readonly resolve?: readonly string[];
  readonly dns?: string;
  readonly proxy?: string;
  readonly xclient?: readonly string[];
  readonly proxyProtocol?: string;
  readonly proxySource?: string;
  readonly record?: string;
  readonly log?: string;
  readonly hex?: boolean;
  readonly timing?: boolean;
  readonly showSecrets?: boolean;
}

const TLS_MODES = ['auto', 'off', 'starttls', 'implicit', 'verify'] as const;
const TLS_VERSIONS = ['1.0', '1.1', '1.2', '1.3'] as const;

/** An option that may be given several times. */
export const several = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  value,
];

/** Parsers of values, which complain in the reader's language. */
export function valueParsers(lang: Lang) {
  const words = optionWords[lang];
  return {
    seconds: (value: string): number => {
      if (!/^\d+(?:\.\d+)?$/.test(value) || Number(value) <= 0 || Number(value) > 1e6) {
        throw new InvalidArgumentError(words.notSeconds);
      }
      return Number(value);
    },
    factor: (value: string): number => {
      if (!/^\d+(?:\.\d+)?$/.test(value) || Number(value) <= 0)
        throw new InvalidArgumentError(words.notANumber);
      return Number(value);
    },
    port: (value: string): number => {
      if (!/^\d{1,5}$/.test(value) || Number(value) < 1 || Number(value) > 65_535) {
        throw new InvalidArgumentError(words.notAPort);
      }
      return Number(value);
    },
    /** A port to listen on: 0 is a free one. */
    freePort: (value: string): number => {
      if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535)
        throw new InvalidArgumentError(words.notAFreePort);
      return Number(value);
    },
    count: (value: string): number => {
      if (!/^\d{1,9}$/.test(value) || Number(value) < 1) throw new InvalidArgumentError(words.notACount);
      return Number(value);
    },
    address: (value: string): string => {
      if (isIP(value) === 0) throw new InvalidArgumentError(words.notAnIp);
      return value;
    },
  };
}

/** Adds the shared options to a command's definition, but for those in `without`, which mean nothing to it. */
export function addConnectionOptions(command: Command, lang: Lang, without: readonly string[] = []): Command {
  const { help, groups, defaultWords } = optionWords[lang];
  const { seconds, port, address } = valueParsers(lang);
  const groupsOf: readonly (readonly [string, readonly Option[]])[] = [
    [
      groups.server,
      [
        new Option('-s, --server <SERVER>', help.server),
        new Option('-p, --port <N>', help.port).argParser(port),
        new Option('--lmtp', help.lmtp).conflicts('helo'),
        new Option('--ehlo <NAME>', help.ehlo),
        new Option('--helo', help.helo),
        new Option('--scenario <NAME>', help.scenario).choices(SCENARIO_NAMES),
        new Option('--profile <NAME>', help.profile),
      ],
    ],
    [
      groups.encryption,
      [
        new Option('--tls <MODE>', help.tls).choices(TLS_MODES).default(undefined, defaultWords.tls),
        new Option('--insecure', help.insecure),
        new Option('--tls-ca <FILE>', help.tlsCa),
        new Option('--tls-cert <FILE>', help.tlsCert),
        new Option('--tls-key <FILE>', help.tlsKey),
        new Option('--tls-servername <NAME>', help.tlsServername),
        new Option('--tls-min <V>', help.tlsMin).choices(TLS_VERSIONS),
        new Option('--tls-max <V>', help.tlsMax).choices(TLS_VERSIONS),
        new Option('--tls-ciphers <LIST>', help.tlsCiphers),
        new Option('--tls-pin <HASH>', help.tlsPin).argParser(several),
        new Option('--tls-sni <NAME>', help.tlsSni),
        new Option('--tls-keylog <FILE>', help.tlsKeylog),
        new Option('--show-chain', help.showChain),
        new Option('--save-chain <FILE>', help.saveChain),
      ],
    ],
    [
      groups.signIn,
      [
        new Option('--user <NAME>', help.user),
        new Option('--password-file <FILE>', help.passwordFile),
        new Option('--password-stdin', help.passwordStdin),
        new Option('--password <TEXT>', help.password),
        new Option('--token-file <FILE>', help.tokenFile),
        new Option('--password-command <COMMAND>', help.passwordCommand),
        new Option('--token-command <COMMAND>', help.tokenCommand),
        new Option('--netrc', help.netrc),
        new Option('--netrc-file <FILE>', help.netrcFile),
        new Option('--auth <MECH>', help.auth).default(undefined, defaultWords.auth),
        new Option('--allow-plaintext-auth', help.allowPlaintextAuth),
      ],
    ],
    [
      groups.time,
      [
        new Option('--timeout <SECONDS>', help.timeout)
          .argParser(seconds)
          .default(undefined, defaultWords.timeout),
        new Option('--final-timeout <SECONDS>', help.finalTimeout).argParser(seconds),
        new Option('--rfc-timeouts', help.rfcTimeouts).conflicts(['timeout', 'finalTimeout']),
        new Option('--max-time <SECONDS>', help.maxTime).argParser(seconds),
      ],
    ],
    [
      groups.network,
      [
        new Option('-4, --ipv4', help.ipv4).conflicts('ipv6'),
        new Option('-6, --ipv6', help.ipv6),
        new Option('--bind <ADDRESS>', help.bind).argParser(address),
        new Option('--local-port <N>', help.localPort).argParser(port),
        new Option('--resolve <HOST:ADDRESS>', help.resolve).argParser(several),
        new Option('--dns <HOST>', help.dns),
        new Option('--proxy <URL>', help.proxy),
        new Option('--xclient <ATTR=VALUE>', help.xclient).argParser(several),
        new Option('--proxy-protocol <VERSION>', help.proxyProtocol).choices(['1', '2']),
        new Option('--proxy-source <ADDRESS:PORT>', help.proxySource),
      ],
    ],
    [
      groups.output,
      [
        new Option('--record <FILE>', help.record),
        new Option('--log <FILE>', help.log),
        new Option('--hex', help.hex),
        new Option('--timing', reportWords[lang].timing),
        new Option('--show-secrets', help.showSecrets),
      ],
    ],
  ];
  for (const [group, options] of groupsOf) {
    for (const option of options)
      if (!without.includes(option.name())) command.addOption(option.helpGroup(group));
  }
  return command;
}
