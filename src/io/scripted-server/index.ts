/** A server that follows session files: their lines for the server are said, those of the client are waited for. */
export { playServer } from './server.ts';
export type { ScriptSetting } from './setting.ts';
