export interface Layer {
  readonly folder: string;
  readonly rootOnly?: boolean;
}
/** The table of layers. */
export const layers: readonly Layer[];
