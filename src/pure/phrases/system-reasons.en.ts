/** What the operating system's error codes mean, in English. */

import { reasonIn } from './system-reasons.ts';

export const SYSTEM_EN = {
  EACCES: 'permission denied',
  EPERM: 'the system does not allow it',
  ENOENT: 'no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  ENOTEMPTY: 'the folder is not empty',
  EEXIST: 'it is there already',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EFBIG: 'it is too large',
  EFTYPE: 'it is a device, not a file',
  EROFS: 'the disk can only be read',
  EIO: 'input/output error',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ETXTBSY: 'it is in use',
  EBUSY: 'it is in use',
  EADDRINUSE: 'the address is in use',
  EADDRNOTAVAIL: 'this computer has no such address',
  EAFNOSUPPORT: 'this computer does not have this kind of address',
  ECONNREFUSED: 'nothing is listening there',
  ECONNRESET: 'the other side broke off the connection',
  ENETUNREACH: 'no route to this network',
  EHOSTUNREACH: 'no route to this host',
  EPIPE: 'the reader has gone away',
  EINVAL: 'the system does not accept this combination',
  ETIMEDOUT: 'no answer in time',
  ETIMEOUT: 'no answer in time',
  EAI_AGAIN: 'the DNS server did not answer',
  ESERVFAIL: 'the DNS server could not find the answer',
  EREFUSED: 'the DNS server refuses to answer',
  ENODATA: 'there is no such record',
  ENETDOWN: 'the network is down',
  EHOSTDOWN: 'the host is down',
  ECONNABORTED: 'the connection was broken off',
} as const;

/** `no such file or folder (ENOENT)`. */
export const systemReason = (reason: string): string => reasonIn(SYSTEM_EN, reason);
