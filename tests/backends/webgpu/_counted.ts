/** What was asked of the device. */
export interface Counts {
  readonly dispatchWorkgroups: number;
  /** Passes of training. */
  readonly beginComputePass: number;
  readonly mapAsync: number;
  readonly createBuffer: number;
  readonly createBindGroup: number;
  readonly writeBuffer: number;
  readonly submit: number;
}

type Name = keyof Counts;

const OWNERS: Readonly<Record<Name, object>> = {
  dispatchWorkgroups: GPUComputePassEncoder.prototype,
  beginComputePass: GPUCommandEncoder.prototype,
  mapAsync: GPUBuffer.prototype,
  createBuffer: GPUDevice.prototype,
  createBindGroup: GPUDevice.prototype,
  writeBuffer: GPUQueue.prototype,
  submit: GPUQueue.prototype,
};

/** Carries out work and counts the calls that it makes, by wrapping the methods of all devices meanwhile. */
export async function counted(work: () => Promise<unknown>): Promise<Counts> {
  const names = Object.keys(OWNERS) as Name[]; // they are its keys
  const counts: Record<Name, number> = {
    dispatchWorkgroups: 0,
    beginComputePass: 0,
    mapAsync: 0,
    createBuffer: 0,
    createBindGroup: 0,
    writeBuffer: 0,
    submit: 0,
  };
  const originals = names.map((name) =>
    [name, Object.getOwnPropertyDescriptor(OWNERS[name], name)!] as const
  );
  for (const [name, { value, ...how }] of originals) {
    const wrapped = function (this: unknown, ...args: unknown[]) {
      if (name !== "beginComputePass" || isTraining(args[0])) counts[name]++;
      return value.apply(this, args);
    };
    Object.defineProperty(OWNERS[name], name, { ...how, value: wrapped });
  }
  try {
    await work();
  } finally {
    for (const [name, original] of originals) Object.defineProperty(OWNERS[name], name, original);
  }
  return counts;
}

function isTraining(descriptor: unknown): boolean {
  return (descriptor as GPUComputePassDescriptor).label === "train"; // what beginComputePass takes
}

/** Bytes of buffers that were made and not destroyed since this was called. */
export function countBuffers(): { readonly live: () => number; readonly end: () => void } {
  const bytes = new Map<GPUBuffer, number>();
  const { createBuffer } = GPUDevice.prototype;
  const { destroy } = GPUBuffer.prototype;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    bytes.set(buffer, descriptor.size);
    return buffer;
  };
  GPUBuffer.prototype.destroy = function () {
    bytes.delete(this);
    return destroy.call(this);
  };
  return {
    live: () => [...bytes.values()].reduce((sum, size) => sum + size, 0),
    end: () => {
      GPUDevice.prototype.createBuffer = createBuffer;
      GPUBuffer.prototype.destroy = destroy;
    },
  };
}
