/** The first byte behind the kernels' own tables: where an arena may begin. */
export function heapBase(): usize {
  return __heap_base;
}
