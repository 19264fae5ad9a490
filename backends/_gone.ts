/** What is thrown when a program is asked for something after it was disposed of. */
export function gone(task: string): TypeError {
  return new TypeError(`Cannot ${task}: this program, or its backend, was disposed; compile a new one`);
}
