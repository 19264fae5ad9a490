/** The loss that was seen last, and the least so far. */
export interface Generalisation {
  readonly loss: number;
  readonly least: number;
}

/** After one more loss. */
export function seen({ least }: Generalisation, loss: number): Generalisation {
  return { loss, least: loss < least ? loss : least };
}

/** By how many per cent of its size the loss is above the least: 100 (E / |E_least| − 1), Prechelt 1998. */
export function generalisationLoss({ loss, least }: Generalisation): number {
  return 100 * (loss / Math.abs(least) - 1);
}
