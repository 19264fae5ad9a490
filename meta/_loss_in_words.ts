import { significant } from "../core/show.ts";
import type { Trainable } from "./trainable.ts";

/** A loss of what is trained, as it was measured: `"loss 0.1234"`, `"rSquared 0.5693"`. */
export function lossInWords(subject: Pick<Trainable, "inWords">, loss: number): string {
  return subject.inWords?.(loss) ?? `loss ${significant(loss, 4)}`;
}
