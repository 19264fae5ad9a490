/** Where images lie in an array, and how large they are. */
export interface WarpSize {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** What is done to an image, in this order. */
export interface Warp {
  /** Whether left and right change places. */
  readonly mirrored: boolean;
  /** Whether top and bottom change places. */
  readonly upturned: boolean;
  /** By how much it is turned about its middle, against the clock. */
  readonly radians: number;
  /** Rows that it is moved down by. */
  readonly down: number;
  /** Columns that it is moved to the right by. */
  readonly right: number;
}

/** Two arrays of images, and where the image begins in both. */
export interface WarpPlace {
  readonly from: Float32Array;
  readonly to: Float32Array;
  readonly start: number;
}

/** Writes an image, mirrored, turned and moved, to the same place of another array. What comes from outside is 0. */
export function warpImage(place: WarpPlace, warp: Warp, size: WarpSize): void {
  place.to.fill(0, place.start, place.start + size.height * size.width * size.channels);
  if (warp.radians === 0) moveImage(place, warp, size);
  else turnImage(place, warp, size);
}

// Whole pixels move to whole pixels, exactly.
function moveImage(
  { from, to, start }: WarpPlace,
  { mirrored, upturned, down, right }: Warp,
  { height, width, channels }: WarpSize,
): void {
  const first = Math.max(0, right);
  const end = Math.min(width, width + right);
  for (let i = Math.max(0, down); i < Math.min(height, height + down); i++) {
    const row = start + (upturned ? height - 1 - (i - down) : i - down) * width * channels;
    const out = start + i * width * channels;
    if (!mirrored) {
      const at = row + (first - right) * channels;
      if (first < end) to.set(from.subarray(at, at + (end - first) * channels), out + first * channels);
      continue;
    }
    for (let j = first; j < end; j++) {
      const at = row + (width - 1 - (j - right)) * channels;
      for (let c = 0; c < channels; c++) to[out + j * channels + c] = from[at + c]!;
    }
  }
}

// Each new pixel is looked up where it came from: back by the shift, back by the turn, back by the mirrors. It is the mean
// of the four pixels around that place, each by how near it is.
function turnImage({ from, to, start }: WarpPlace, warp: Warp, { height, width, channels }: WarpSize): void {
  const { radians, mirrored, upturned, down, right } = warp;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const [middle, centre] = [(height - 1) / 2, (width - 1) / 2];
  const [vertical, horizontal] = [upturned ? -1 : 1, mirrored ? -1 : 1];
  for (let i = 0; i < height; i++) {
    const y = i - down - middle;
    for (let j = 0; j < width; j++) {
      const x = j - right - centre;
      const row = middle + vertical * (cos * y + sin * x);
      const column = centre + horizontal * (cos * x - sin * y);
      if (row <= -1 || row >= height || column <= -1 || column >= width) continue;
      const top = Math.floor(row);
      const left = Math.floor(column);
      const upper = top >= 0 ? 1 - (row - top) : 0;
      const lower = top + 1 < height ? row - top : 0;
      const west = left >= 0 ? 1 - (column - left) : 0;
      const east = left + 1 < width ? column - left : 0;
      // a corner outside has no share, and is looked up inside
      const above = start + Math.max(0, top) * width * channels;
      const under = start + Math.min(height - 1, top + 1) * width * channels;
      const before = Math.max(0, left) * channels;
      const behind = Math.min(width - 1, left + 1) * channels;
      const out = start + (i * width + j) * channels;
      for (let c = 0; c < channels; c++) {
        to[out + c] = upper * (west * from[above + before + c]! + east * from[above + behind + c]!) +
          lower * (west * from[under + before + c]! + east * from[under + behind + c]!);
      }
    }
  }
}
