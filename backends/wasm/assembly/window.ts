// A window over images, as the table of a program describes it: integers, eight bytes apart, in the order of
// emit_window.ts. Heights come before widths.

const INPUT: usize = 0;
const OUTPUT: usize = 16;
const SIZE: usize = 32;
const STRIDE: usize = 48;
const DILATION: usize = 64;
const BEFORE: usize = 80;
const AFTER: usize = 96;
const GROUPS: usize = 112;
const INPUTS: usize = 120;
const OUTPUTS: usize = 128;

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function inputHeight(w: usize): i32 {
  return load<i32>(w, INPUT);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function inputWidth(w: usize): i32 {
  return load<i32>(w, INPUT + 8);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function outputHeight(w: usize): i32 {
  return load<i32>(w, OUTPUT);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function outputWidth(w: usize): i32 {
  return load<i32>(w, OUTPUT + 8);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function windowHeight(w: usize): i32 {
  return load<i32>(w, SIZE);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function windowWidth(w: usize): i32 {
  return load<i32>(w, SIZE + 8);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function strideDown(w: usize): i32 {
  return load<i32>(w, STRIDE);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function strideAcross(w: usize): i32 {
  return load<i32>(w, STRIDE + 8);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function dilationDown(w: usize): i32 {
  return load<i32>(w, DILATION);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function dilationAcross(w: usize): i32 {
  return load<i32>(w, DILATION + 8);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function before(w: usize): i32 {
  return load<i32>(w, BEFORE);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function beforeAcross(w: usize): i32 {
  return load<i32>(w, BEFORE + 8);
}

/** Groups of channels; windows of pools have one. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function groupsOf(w: usize): i32 {
  return load<i32>(w, GROUPS);
}

/** Channels of an image. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function inputsOf(w: usize): i32 {
  return load<i32>(w, INPUTS);
}

/** Channels of a place. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function outputsOf(w: usize): i32 {
  return load<i32>(w, OUTPUTS);
}

/** Rows of zeros that windows reach below an image. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function after(w: usize): i32 {
  return load<i32>(w, AFTER);
}

/** Columns of zeros that windows reach to the right of an image. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function afterAcross(w: usize): i32 {
  return load<i32>(w, AFTER + 8);
}

/** Whether windows reach beyond the image anywhere. */
export function isPadded(w: usize): bool {
  return (before(w) | beforeAcross(w) | after(w) | afterAcross(w)) != 0;
}

/** Rows of an image and the zeros around it. */
export function paddedHeight(w: usize): i32 {
  return before(w) + inputHeight(w) + after(w);
}

/** Columns of an image and the zeros around it. */
export function paddedWidth(w: usize): i32 {
  return beforeAcross(w) + inputWidth(w) + afterAcross(w);
}
