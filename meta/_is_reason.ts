/** Whether something ended because of the signal, and not of something that went wrong at the same time. */
export function isReason(error: unknown, signal: AbortSignal | undefined): boolean {
  if (!signal?.aborted) return false;
  const { reason } = signal;
  return error === reason ||
    (error instanceof Error &&
      (error.cause === reason || reason instanceof Error && error.name === reason.name));
}
