import type { Expr } from "../../core/layer.ts";

/** What expressions are written with. */
export interface Written {
  /** WGSL of each variable. */
  readonly variables: ReadonlyMap<string, string>;
  /** WGSL of a number; absent: as it is. */
  readonly number?: (value: number) => string;
}

/** Writes scalar mathematics as WGSL. Equal parts are computed once: each becomes a line that names its value. */
export class ExpressionWriter {
  /** Lines so far. */
  readonly lines: string[] = [];
  readonly #known = new Map<string, string>();
  readonly #prefix: string;

  /** Values are called by this prefix and a number. */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** Keeps a text as a value of its own, and gives its name. */
  keep(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const name = `${this.#prefix}${this.lines.length}`;
    this.lines.push(`let ${name} = ${text};`);
    this.#known.set(text, name);
    return name;
  }

  /** The value of an expression. */
  value(expr: Expr, of: Written): string {
    if (typeof expr === "number") return (of.number ?? numberText)(expr);
    if (typeof expr === "string") return of.variables.get(expr)!; // checked when the plan was made
    const [op, first = 0, second = 0, third = 0] = expr;
    const [a, b] = [() => this.value(first, of), () => this.value(second, of)];
    switch (op) {
      case "neg":
        return this.keep(`-${a()}`);
      case "abs":
      case "exp":
      case "log":
      case "sqrt":
      case "floor":
        return this.keep(`${op}(${a()})`);
      case "sign":
      case "tanh":
      case "cos":
        return this.keep(`${op}_of(${a()})`);
      case "add":
      case "sub":
      case "mul":
      case "div":
        return this.keep(`${a()} ${SIGNS[op]} ${b()}`);
      case "max":
      case "min":
        return this.keep(`${op}_of(${a()}, ${b()})`);
      case "gt":
        return this.keep(`select(0.0, 1.0, ${a()} > ${b()})`);
      case "select":
        return this.keep(`select(${this.value(third, of)}, ${b()}, ${this.#condition(first, of)})`);
      case "pow":
        return this.#power(first, second, of);
      default: {
        const rest: never = op;
        throw new TypeError(`Cannot write ${rest} in WGSL: unknown operation`);
      }
    }
  }

  #condition(condition: Expr, of: Written): string {
    if (typeof condition === "object" && condition[0] === "gt") {
      return `${this.value(condition[1]!, of)} > ${this.value(condition[2]!, of)}`; // gt has two arguments
    }
    return `${this.value(condition, of)} != 0.0`;
  }

  // Small whole exponents by multiplication, which is exact in sign; ½ by a root.
  #power(base: Expr, exponent: Expr, of: Written): string {
    const a = this.value(base, of);
    if (exponent === 0.5) return this.keep(`sqrt(${a})`);
    if (typeof exponent !== "number" || !Number.isInteger(exponent) || exponent < 1 || exponent > 4) {
      return this.keep(`pow_of(${a}, ${this.value(exponent, of)})`);
    }
    return this.keep(Array.from({ length: exponent }, () => a).join(" * "));
  }
}

/** WGSL of a number as 32 bits hold it; what is beyond them is the largest that they do. */
export function numberText(value: number): string {
  const most = 3.4028234663852886e38;
  const rounded = Math.fround(Math.max(-most, Math.min(most, value)));
  const digits = Object.is(rounded, -0) ? "-0" : String(rounded);
  return `f32(${/[.e]/.test(digits) ? digits : `${digits}.0`})`;
}

const SIGNS = { add: "+", sub: "-", mul: "*", div: "/" } as const;

/**
 * Functions that expressions use. WGSL lets a device assume that no number is NaN or infinite, and max(NaN, 0) is 0
 * where it does: what must not be lost is tested by its bits.
 */
export const MATHS = `fn is_nan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }
fn max_of(a: f32, b: f32) -> f32 { return select(select(max(a, b), b, is_nan(b)), a, is_nan(a)); }
fn min_of(a: f32, b: f32) -> f32 { return select(select(min(a, b), b, is_nan(b)), a, is_nan(a)); }
fn sign_of(x: f32) -> f32 { return select(select(x, -1.0, x < 0.0), 1.0, x > 0.0); }
fn tanh_of(x: f32) -> f32 {
  let size = abs(x);
  let e = exp(-2.0 * min(size, 20.0));
  let far = (1.0 - e) / (1.0 + e);
  let s = x * x;
  let near = size * (1.0 + s * (-0.33333333 + s * (0.13333333 + s * (-0.05396825 + s * 0.021869488))));
  let t = select(far, near, size < 0.25);
  return select(select(t, -t, x < 0.0), x, is_nan(x));
}
fn cos_of(x: f32) -> f32 { return cos(x - 6.2831855 * round(x * 0.15915494)); }
fn pow_of(a: f32, b: f32) -> f32 {
  if (b == 0.0) { return 1.0; }
  let p = pow(abs(a), b);
  if (!(a < 0.0)) { return select(p, a, is_nan(a)); }
  let odd = floor(0.5 * b) * 2.0 != b;
  return select(log(a), select(p, -p, odd), floor(b) == b);
}`;
