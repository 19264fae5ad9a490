/** Names of hyperparameters `P`, without those that are only known to be text. */
export type ParamName<P> = keyof { [K in keyof P as string extends K ? never : K]: P[K] } & keyof P & string;

/**
 * Dotted paths of the hyperparameters of a configured value, also of those within, as far as their types are known, and at
 * most four deep: `"epochs" | "optimiser.eta" | "links.${number}"`. Below a hyperparameter of which only its role is known,
 * as of any `Builder`, every path is allowed; and so it is where names are not known, as those of a pipeline's steps in a row.
 */
export type ParamPath<T, Depth extends readonly unknown[] = [1, 1, 1, 1]> = T extends readonly (infer E)[]
  ? `${number}` | `${number}.${ParamPath<E, Depth>}`
  : T extends { readonly kind: string; readonly params: infer P }
    ? Depth extends readonly [unknown, ...infer Less] ? [ParamName<P>] extends [never] ? string
      :
        | { [K in ParamName<P>]: K | `${K}.${ParamPath<P[K], Less>}` }[ParamName<P>]
        | (string extends keyof P ? string & Record<never, never> : never) // which leaves the names to be completed
    : string
  : never;

/** What may stand at a path within a configured value; `unknown` where that is not known. */
export type ParamAt<T, Path extends string> = T extends readonly (infer E)[]
  ? Path extends `${number}.${infer Rest}` ? ParamAt<E, Rest> : E
  : T extends { readonly kind: string; readonly params: infer P }
    ? Path extends `${infer Head}.${infer Rest}`
      ? Head extends ParamName<P> ? ParamAt<P[Head], Rest> : unknown
    : Path extends ParamName<P> ? P[Path]
    : unknown
  : never;
