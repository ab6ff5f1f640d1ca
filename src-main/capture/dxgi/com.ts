import type { Koffi } from '../koffi.ts';

/** A COM object: the address of an address of a table of functions. */
export type ComObject = bigint;
export type ComArgument = number | bigint | null | Uint8Array;

/** Which function of the table, and its parameters after the object itself. The order is part of COM's contract. */
export interface Method {
  readonly slot: number;
  readonly parameters: readonly string[];
}

const release: Method = { slot: 2, parameters: [] };
const queryInterface: Method = { slot: 0, parameters: ['void *', 'void *'] };

/** Calls of COM objects. All methods used here answer an HRESULT, which is negative for an error. */
export interface Com {
  call(object: ComObject, method: Method, ...args: readonly ComArgument[]): number;
  /** On another thread: the caller sees to it that nobody else uses the object meanwhile. */
  callAside(object: ComObject, method: Method, ...args: readonly ComArgument[]): Promise<number>;
  query(object: ComObject, interfaceId: Uint8Array): ComObject | null;
  release(object: ComObject | null): void;
}

export function createCom(koffi: Koffi): Com {
  const types = new Map<Method, ReturnType<Koffi['proto']>>();
  const typeOf = (method: Method) => {
    const known = types.get(method) ?? koffi.proto('int32_t', ['void *', ...method.parameters]);
    types.set(method, known);
    return known;
  };
  const addressAt = (place: bigint): bigint => {
    const address: unknown = koffi.decode(place, 'void *');
    if (typeof address !== 'bigint') throw new Error('a COM object without functions');
    return address;
  };
  const find = (object: ComObject, method: Method) =>
    koffi.decode(addressAt(addressAt(object) + BigInt(method.slot * 8)), typeOf(method));
  const com: Com = {
    call: (object, method, ...args) => Number(find(object, method)(object, ...args)),
    callAside: (object, method, ...args) =>
      new Promise((resolve, reject) =>
        find(object, method).async(object, ...args, (error: unknown, result: unknown) =>
          error === null || error === undefined ? resolve(Number(result)) : reject(error),
        ),
      ),
    query(object, interfaceId) {
      const out = pointerOut();
      return com.call(object, queryInterface, interfaceId, out.bytes) < 0 ? null : out.value();
    },
    release(object) {
      if (object !== null) com.call(object, release);
    },
  };
  return com;
}

/** Room for an address that a function writes. */
export function pointerOut(): { readonly bytes: Uint8Array; value(): bigint | null } {
  const room = new BigUint64Array(1);
  return { bytes: new Uint8Array(room.buffer), value: () => (room[0] === 0n ? null : (room[0] ?? null)) };
}
