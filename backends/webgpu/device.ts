// deno-lint-ignore-file attune/no-clock -- time decides how products are cut, never what is computed
import { DeviceError } from "../../core/errors.ts";
import { mebibytes } from "../_mebibytes.ts";
import { BUFFERS } from "./kernels/module_text.ts";
import { ARGUMENT_BYTES } from "./kernels/writing.ts";

/** Limits that matter here, in bytes. */
export interface Limits {
  /** The most that a buffer can have. */
  readonly maxBufferSize: number;
  /** The most that kernels can be bound to at once. */
  readonly maxStorageBufferBindingSize: number;
}

/** How a device is asked for. */
export interface DeviceOptions {
  /** Which of several adapters. */
  readonly power: "high" | "low";
  /** What the device must allow, and is not asked for more than. What is left out is as the adapter offers. */
  readonly limits?: Partial<Limits>;
}

const NO_WEBGPU =
  "Cannot use WebGPU: there is none here; run in Deno, or in a browser where it is turned on; the wasm " +
  "backend needs nothing";
const NO_ADAPTER =
  "Cannot find a WebGPU adapter: install a graphics driver with Vulkan, Metal or Direct3D 12 (without a " +
  "GPU, on Debian: mesa-vulkan-drivers and libvulkan1); the wasm backend needs nothing";

/** A WebGPU device with its compiled kernels. It reports errors of the device as exceptions. */
export class Device {
  readonly gpu: GPUDevice;
  /** How it was asked for. */
  readonly options: DeviceOptions;
  /** What the adapter is called. */
  readonly name: string;
  /** Whether it is a program on the processor. */
  readonly software: boolean;
  /** Layout of everything that kernels are bound to. */
  readonly layout: GPUBindGroupLayout;
  readonly #pipelineLayout: GPUPipelineLayout;
  readonly #pipelines = new Map<string, Promise<GPUComputePipeline>>();
  readonly #known = new Map<string, Promise<unknown>>();
  #failure: DeviceError | undefined;
  #lost: DeviceError | undefined;

  private constructor(
    gpu: GPUDevice,
    { info, options }: { readonly info: GPUAdapterInfo; readonly options: DeviceOptions },
  ) {
    const { description, vendor, architecture, isFallbackAdapter } = info;
    this.gpu = gpu;
    this.options = options;
    this.name = description || [vendor, architecture].filter(Boolean).join(" ") || "unnamed adapter";
    this.software = isFallbackAdapter || /llvmpipe|lavapipe|swiftshader|basic render/i.test(this.name);
    this.layout = gpu.createBindGroupLayout({
      label: "attune kernels",
      entries: [
        {
          binding: 0,
          visibility: GPUShaderStage.COMPUTE,
          buffer: { type: "uniform", hasDynamicOffset: true, minBindingSize: ARGUMENT_BYTES },
        },
        ...BUFFERS.map((name, i) => ({
          binding: i + 1,
          visibility: GPUShaderStage.COMPUTE,
          buffer: {
            type: name === "data" || name === "tape" ? "read-only-storage" as const : "storage" as const,
          },
        })),
      ],
    });
    this.#pipelineLayout = gpu.createPipelineLayout({ bindGroupLayouts: [this.layout] });
    gpu.addEventListener("uncapturederror", (event) => {
      const { error } = event as GPUUncapturedErrorEvent; // the event of this name
      this.#failure ??= new DeviceError(`Cannot go on with WebGPU on ${this.name}: ${error.message}`);
    });
    gpu.lost.then(({ message }) => {
      this.#lost = new DeviceError(
        `Cannot go on with WebGPU: the device ${this.name} was lost (${
          message || "no reason given"
        }); make a new ` +
          `backend, and use smaller batches if this happens again`,
      );
    });
  }

  /** Opens a device with all that its adapter offers. Throws a DeviceError if there is none. */
  static async open(options: DeviceOptions): Promise<Device> {
    const { power, limits = {} } = options;
    const { gpu } = globalThis.navigator ?? {} as { gpu?: GPU }; // Node has no WebGPU
    const powerPreference = power === "high" ? "high-performance" : "low-power";
    if (!gpu) throw new DeviceError(NO_WEBGPU);
    const adapter = await gpu.requestAdapter({ powerPreference });
    if (!adapter) throw new DeviceError(NO_ADAPTER);
    const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
    const offered: Limits = { maxBufferSize, maxStorageBufferBindingSize };
    for (const name of ["maxBufferSize", "maxStorageBufferBindingSize"] as const) {
      const wanted = limits[name] ?? 0;
      if (wanted <= offered[name]) continue;
      throw new DeviceError(
        `Cannot open a WebGPU device with ${name} ${wanted}: ${
          adapter.info.description || "the adapter"
        } offers ` +
          `${offered[name]}; ask for no more`,
      );
    }
    const device = await adapter.requestDevice({
      label: "attune",
      requiredFeatures: adapter.features.has("timestamp-query") ? ["timestamp-query"] : [],
      requiredLimits: { ...offered, ...limits },
    });
    return new Device(device, { info: adapter.info, options });
  }

  /** Bytes that a buffer of numbers can have. */
  get most(): number {
    const { limits } = this.gpu;
    const { maxBufferSize = Infinity, maxStorageBufferBindingSize = Infinity } = this.options.limits ?? {};
    const [size, binding] = [limits.maxBufferSize, limits.maxStorageBufferBindingSize];
    return Math.min(size, binding, maxBufferSize, maxStorageBufferBindingSize);
  }

  /** Whether it will never work again. */
  get isLost(): boolean {
    return this.#lost !== undefined;
  }

  /** Throws what went wrong since the last call; always, once the device is lost. */
  check(): void {
    const failure = this.#lost ?? this.#failure;
    this.#failure = undefined;
    if (failure) throw failure;
  }

  /** A kernel, compiled once. Throws a DeviceError with its name if the device does not take it. */
  pipeline(name: string, code: string): Promise<GPUComputePipeline> {
    return kept(this.#pipelines, code, () => this.#compile(name, code));
  }

  /** What work finds out about this device, by a name: it is done until it has succeeded once. */
  remember<T>(name: string, work: () => Promise<T>): Promise<T> {
    return kept(this.#known, name, work) as Promise<T>; // of the same name
  }

  /** Seconds that recorded commands take: by the device's own clock where it has one, otherwise by ours. */
  async timed(record: (pass: GPUComputePassEncoder) => void): Promise<number> {
    const stamps = this.#stamps();
    const encoder = this.gpu.createCommandEncoder();
    const pass = encoder.beginComputePass(
      stamps
        ? { timestampWrites: { querySet: stamps.set, beginningOfPassWriteIndex: 0, endOfPassWriteIndex: 1 } }
        : {},
    );
    record(pass);
    pass.end();
    if (stamps) encoder.resolveQuerySet(stamps.set, 0, 2, stamps.buffer, 0);
    const before = performance.now();
    this.gpu.queue.submit([encoder.finish()]);
    if (!stamps) {
      await this.gpu.queue.onSubmittedWorkDone();
      return (performance.now() - before) / 1e3;
    }
    try {
      const bytes = await this.read([{ buffer: stamps.buffer, at: 0, bytes: 16 }]);
      const [begin = 0n, end = 0n] = new BigUint64Array(bytes);
      return Number(end - begin) / 1e9;
    } finally {
      stamps.set.destroy();
      stamps.buffer.destroy();
    }
  }

  /** Throws a DeviceError if so many 32-bit numbers are more than a buffer can have; `label` says what they are. */
  checkFits(label: string, length: number): void {
    const bytes = 4 * length;
    if (bytes <= this.most) return;
    throw new DeviceError(
      `Cannot allocate ${mebibytes(bytes)} for ${label}: ${this.name} gives at most ${
        mebibytes(this.most)
      } at ` +
        `once; use a smaller network or batch`,
    );
  }

  /** A new buffer of 32-bit numbers for kernels; `label` names it in errors. */
  numbers(label: string, length: number): GPUBuffer {
    const size = 4 * Math.max(4, length);
    this.checkFits(label, length);
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    return this.gpu.createBuffer({ label, size, usage });
  }

  /** Copies a part of a buffer to the host. */
  async read(
    from: readonly { readonly buffer: GPUBuffer; readonly at: number; readonly bytes: number }[],
  ): Promise<ArrayBuffer> {
    const size = from.reduce((sum, { bytes }) => sum + bytes, 0);
    const staging = this.gpu.createBuffer({
      label: "numbers on their way to the host",
      size: Math.max(4, size),
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    });
    try {
      const encoder = this.gpu.createCommandEncoder();
      let to = 0;
      for (const { buffer, at, bytes } of from) {
        if (bytes > 0) encoder.copyBufferToBuffer(buffer, at, staging, to, bytes);
        to += bytes;
      }
      this.gpu.queue.submit([encoder.finish()]);
      await staging.mapAsync(GPUMapMode.READ).catch((error) => {
        this.check();
        throw new DeviceError(`Cannot read from ${this.name}: ${error.message}`, { cause: error });
      });
      this.check();
      return staging.getMappedRange().slice(0, size);
    } finally {
      staging.destroy();
    }
  }

  #stamps() {
    if (!this.gpu.features.has("timestamp-query")) return undefined;
    const usage = GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC;
    return {
      set: this.gpu.createQuerySet({ type: "timestamp", count: 2 }),
      buffer: this.gpu.createBuffer({ label: "times", size: 16, usage }),
    };
  }

  async #compile(name: string, code: string): Promise<GPUComputePipeline> {
    const module = await this.#checked(name, () => this.gpu.createShaderModule({ label: name, code }));
    const { messages } = await module.getCompilationInfo();
    const fault = messages.find(({ type }) => type === "error");
    if (fault) {
      const { lineNum, linePos, message } = fault;
      throw new DeviceError(
        `Cannot compile kernel ${name} on ${this.name}: line ${lineNum}:${linePos} ${message}`,
      );
    }
    return await this.#checked(name, () =>
      this.gpu.createComputePipeline({
        label: name,
        layout: this.#pipelineLayout,
        compute: { module, entryPoint: "main" },
      }));
  }

  async #checked<T>(name: string, make: () => T): Promise<T> {
    this.gpu.pushErrorScope("validation");
    this.gpu.pushErrorScope("internal");
    const made = make();
    // both at once: kernels that are compiled meanwhile have scopes of their own
    const errors = await Promise.all([this.gpu.popErrorScope(), this.gpu.popErrorScope()]);
    const error = errors.find((error) => error !== null);
    if (error) throw new DeviceError(`Cannot compile kernel ${name} on ${this.name}: ${error.message}`);
    return made;
  }
}

// What was made for a key, or is being made; what failed is made again.
function kept<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const made = known.get(key) ?? make();
  known.set(key, made);
  made.catch(() => known.delete(key));
  return made;
}
