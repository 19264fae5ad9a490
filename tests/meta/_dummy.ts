import { configured, type Field, type Learned, type Model } from "../../core/mod.ts";

/** Hyperparameters of a model that is only there to be ranged over. */
export interface DummyParams<T> {
  readonly junk: T;
}

/** A model with one hyperparameter, which learns nothing. */
export function dummy<T>(field: Field<T>): Model<never, Learned, DummyParams<T>> {
  type Members = Pick<Model<never, Learned, DummyParams<T>>, "traits" | "fit">;
  const make = configured<DummyParams<T>, Members>("Dummy", { junk: field }, () => ({
    traits: {},
    fit: () => Promise.reject(new Error("it learns nothing")),
  }));
  return make();
}
