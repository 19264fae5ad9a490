// Viridis of matplotlib (Smith and van der Walt 2015, CC0) from its lightest eighth on, which would not be seen on white:
// even in lightness, and so the same to any kind of colour vision and on paper without colours. Eighths of it.
const ANCHORS = ["ADDC30", "5EC962", "28AE80", "21918C", "2C728E", "3B528B", "472D7B", "440154"].map((hex) =>
  [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16))
);

/** The colour of a share: light at 0, dark at 1. */
export function tint(share: number): string {
  const place = Math.min(1, Math.max(0, share)) * (ANCHORS.length - 1);
  const before = Math.min(ANCHORS.length - 2, Math.floor(place));
  const [light, dark] = [ANCHORS[before]!, ANCHORS[before + 1]!];
  const channels = light.map((channel, i) => Math.round(channel + (dark[i]! - channel) * (place - before)));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("").toUpperCase()}`;
}
