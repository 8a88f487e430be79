/**
 * The reply to EHLO on its way from the server to the client: the server's keywords, but for those that are about one connection
 * alone. STARTTLS encrypts one leg (RFC 3207 §4), REQUIRETLS asks for encryption from the first (RFC 8689 §4.1), and who the client
 * is (XCLIENT, XFORWARD) is not for the client to say. SECURITY: by AUTH EXTERNAL the server would take the client for us.
 */

export interface MirrorWish {
  /** Whether the client may begin TLS with us. */
  readonly startTls: boolean;
  /** Whether its connection is encrypted. */
  readonly encrypted: boolean;
  /** Mechanisms that we judge ourselves; null to offer those of the server. */
  readonly mechanisms: readonly string[] | null;
  /** Whether a password may be asked for on its connection. */
  readonly mayAskPassword: boolean;
  /** Whether letters have to come whole, by DATA. */
  readonly withoutChunks?: boolean;
}

export interface Mirrored {
  readonly lines: readonly string[];
  /** Keywords of the server that the client does not see, and those that it sees instead. */
  readonly hidden: readonly string[];
  readonly added: readonly string[];
}

const EXTERNAL = /[ =]EXTERNAL(?= |$)/gi;

/** The lines of the client's reply. */
export function mirrorOffer(lines: readonly string[], wish: MirrorWish): Mirrored {
  const [name = '', ...offers] = lines;
  const hidden: string[] = [];
  const kept = offers.flatMap((line) => {
    const keyword = keywordOf(line);
    if (!isHidden(keyword, wish)) {
      if (keyword !== 'AUTH' || line.search(EXTERNAL) < 0) return [line];
      hidden.push('AUTH EXTERNAL');
      const rest = line.replace(EXTERNAL, '');
      return /^AUTH$/i.test(rest) ? [] : [rest];
    }
    hidden.push(keyword);
    return [];
  });
  const added: string[] = [];
  if (wish.startTls && !wish.encrypted) added.push('STARTTLS');
  const { mechanisms } = wish;
  if (mechanisms !== null && mechanisms.length > 0 && wish.mayAskPassword)
    added.push(`AUTH ${mechanisms.join(' ')}`);
  // What is hidden and added alike is no difference.
  const plain = added.map(keywordOf);
  return {
    lines: [name, ...kept, ...added],
    hidden: [...new Set(hidden)].filter((keyword) => keyword === 'AUTH' || !plain.includes(keyword)),
    added: added.filter((line) => keywordOf(line) === 'AUTH' || !hidden.includes(keywordOf(line))),
  };
}

function isHidden(keyword: string, wish: MirrorWish): boolean {
  const { encrypted, mechanisms, mayAskPassword, withoutChunks = false } = wish;
  switch (keyword) {
    case 'STARTTLS':
    case 'XCLIENT':
    case 'XFORWARD':
      return true;
    case 'CHUNKING':
    case 'BINARYMIME':
      return withoutChunks;
    case 'REQUIRETLS':
      return !encrypted;
    case 'AUTH':
      return mechanisms !== null || !mayAskPassword;
    default:
      return false;
  }
}

/** Old servers write `AUTH=LOGIN`. */
function keywordOf(line: string): string {
  return (/^[^ =]*/.exec(line)?.[0] ?? '').toUpperCase();
}
