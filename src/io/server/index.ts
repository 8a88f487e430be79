/** What every server of ours stands on: listening, peers and their lines, certificates of the lab authority, what it has seen, sign-ins judged. */
export { labAuthority, labCertificate } from './certificates.ts';
export type { CertificateKind, LabCertificate } from './certificates.ts';
export { listen } from './listen.ts';
export type { Listening, ListenOptions } from './listen.ts';
export type { Peer, PeerListener, PeerTls } from './peer.ts';
export { Observer } from './observer.ts';
export type { Asked } from './observer.ts';
export { openProofs } from './proofs.ts';
export { PeerLines } from './peer-lines.ts';
export type { PeerLine } from './peer-lines.ts';
export { PeerQueue } from './peer-queue.ts';
export { judgeSignIn, passwordMechanisms, SignInJudge } from './sign-in-judge.ts';
export { Store } from './store.ts';
export type { LetterStore, StoredLetter } from './store.ts';
