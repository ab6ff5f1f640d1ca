declare const redacted: unique symbol;

/**
 * What describes the machine leaves the main process only in this type. It is a plain value with a mark that only
 * the compiler sees; the one function that puts the mark on stands in redact-snapshot.ts.
 */
export type Redacted<T> = T & { readonly [redacted]: true };
