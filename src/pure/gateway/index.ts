/** What a gateway between a client and a server thinks: which keywords the client sees, and what is odd about a sign-in. */
export { mirrorOffer } from './mirror.ts';
export type { Mirrored, MirrorWish } from './mirror.ts';
export type { WrongPasswords } from './sign-in-watch.ts';
export { SignInWatch } from './sign-in-watch.ts';
