/**
 * The part of the WebAssembly interface that this package uses, with types.
 *
 * TypeScript declares it in the `dom` library only, which would let code for Node name `window`.
 */

export interface WasmMemory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
}

/** A compiled module; it can be sent to a worker. */
export type WasmModule = object;

interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => WasmModule;
  Memory: new (limits: { initial: number; maximum: number; shared?: boolean }) => WasmMemory;
  Instance: new (
    module: WasmModule,
    imports: { env: { memory: WasmMemory } },
  ) => { readonly exports: unknown };
}

/** `node --jitless` has none. */
export const webAssembly: WebAssemblyApi | undefined = (globalThis as { WebAssembly?: unknown })
  .WebAssembly as WebAssemblyApi | undefined;
