/** Time, handed in so that code which waits can be tested at any hour. Every timer answers with its cancel. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Calls once after `ms`. */
  after(ms: number, run: () => void): () => void;
  /** Calls again and again, first after `ms`. */
  every(ms: number, run: () => void): () => void;
}
