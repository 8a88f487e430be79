/** The words of the options that every talking command has: their help, and what is said where one cannot be meant so. */

import type { Worded } from './lang.ts';
import { optionsEn } from './options.en.ts';
import { optionsRu } from './options.ru.ts';

/** One line of help for each option, by the name that commander gives it. */
export interface ConnectionHelp {
  readonly server: string;
  readonly port: string;
  readonly lmtp: string;
  readonly ehlo: string;
  readonly helo: string;
  readonly scenario: string;
  readonly profile: string;

  readonly tls: string;
  readonly insecure: string;
  readonly tlsCa: string;
  readonly tlsCert: string;
  readonly tlsKey: string;
  readonly tlsServername: string;
  readonly tlsMin: string;
  readonly tlsMax: string;
  readonly tlsCiphers: string;

  readonly tlsPin: string;
  readonly tlsSni: string;
  readonly tlsKeylog: string;
  readonly showChain: string;
  readonly saveChain: string;

  readonly user: string;
  readonly passwordFile: string;
  readonly passwordStdin: string;
  readonly password: string;
  readonly tokenFile: string;
  readonly passwordCommand: string;
  readonly tokenCommand: string;
  readonly netrc: string;
  readonly netrcFile: string;
  readonly auth: string;
  readonly allowPlaintextAuth: string;

  readonly timeout: string;
  readonly finalTimeout: string;
  readonly rfcTimeouts: string;
  readonly maxTime: string;

  readonly ipv4: string;
  readonly ipv6: string;
  readonly bind: string;
  readonly localPort: string;
  readonly resolve: string;
  readonly dns: string;
  readonly proxy: string;
  readonly xclient: string;
  readonly proxyProtocol: string;
  readonly proxySource: string;

  readonly record: string;
  readonly log: string;
  readonly hex: string;
  readonly showSecrets: string;
  readonly timing: string;
}

export interface OptionWords {
  readonly groups: {
    readonly server: string;
    readonly encryption: string;
    readonly signIn: string;
    readonly time: string;
    readonly network: string;
    readonly output: string;
  };
  readonly help: ConnectionHelp;
  /** The file of profiles is named in the help. */
  readonly defaultWords: { readonly timeout: string; readonly tls: string; readonly auth: string };

  readonly askPassword: (user: string) => string;

  // what a value must be
  readonly notSeconds: string;
  readonly notAPort: string;
  readonly notAFreePort: string;
  readonly notANumber: string;
  readonly notACount: string;
  readonly badResolver: string;
  readonly badResolve: string;
  readonly proxyResolves: string;
  readonly notAnIp: string;
  readonly notATlsVersion: (known: string) => string;
  readonly notYesOrNo: string;
  readonly badServer: string;
  readonly badPortOfServer: string;
  readonly pathInServer: string;
  readonly otherFamily: (address: string, family: string) => string;
  readonly badPercent: string;
  readonly needsPortOrPath: string;
  /** `typed` is the URL of a socket with too few slashes. */
  readonly pathNeedsSlashes: (typed: string) => string;
  readonly badProxy: string;
  readonly longForSocks: (most: number) => string;
  readonly badEndPoint: string;
  readonly badAttribute: string;
  readonly badHostName: string;
  readonly badMechanism: (name: string, known: string) => string;
  readonly badAddress: (value: string, column: number, wanted: string) => string;
  readonly badPin: string;
  readonly verifyAndInsecure: string;
  readonly noCertificates: string;
  readonly badPem: string;

  // what does not go together
  readonly portOfPath: string;
  readonly schemeAgainst: (scheme: string, option: string) => string;
  readonly needsServername: string;
  readonly needsKey: string;
  readonly needsUser: string;
  readonly notUtf8: string;
  readonly passwordInUser: string;
  readonly needsToken: string;
  readonly needsProxyProtocol: string;
  readonly badCommand: string;
  readonly commandFailed: (program: string, reason: string) => string;
  readonly commandSaidNothing: (program: string) => string;
  readonly netrcNeedsHost: string;
  /** `user` is '' where none was named. */
  readonly netrcHasNone: (file: string, host: string, user: string) => string;
  readonly twoFromStdin: (one: string, other: string) => string;
  readonly scenarioWithServer: string;

  // the config file
  readonly noConfig: (profile: string, file: string) => string;
  readonly badConfig: (file: string, reason: string) => string;
  readonly noSection: (profile: string, file: string) => string;
  readonly noProfile: (profile: string, file: string, known: string) => string;
  readonly unknownKey: (key: string, profile: string, known: string) => string;
  readonly secretInProfile: (key: string, file: string) => string;
  readonly badProfileValue: (key: string, profile: string) => string;
}

export const optionWords: Worded<OptionWords> = { en: optionsEn, ru: optionsRu };
