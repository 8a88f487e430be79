// What `src/pure` may use beyond the language itself: text to UTF-8 and back. Nothing here touches the world,
// so `setTimeout`, `process`, `Buffer` or `console` in a pure file do not compile.
declare class TextEncoder {
  encode(input?: string): Uint8Array;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array, options?: { stream?: boolean }): string;
}
