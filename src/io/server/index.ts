/** Servers on loopback: the practice server, and what any server stands on: listening, peers, certificates of a lab authority. */
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
export { playServer } from './script-server.ts';
export { Store } from './store.ts';
export type { LetterStore, StoredLetter } from './store.ts';
export { passwordMechanisms, SignInJudge } from './sign-in-judge.ts';
export type { ScriptExpectation, ScriptSetting } from './script-setting.ts';
export { startPracticeServer } from './practice-server.ts';
export type { PracticeServer, PracticeServerOptions, ReceivedMail } from './practice-server.ts';
