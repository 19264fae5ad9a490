const ROOT = decodeURIComponent(new URL("../../", import.meta.url).pathname);

/** Path of the file under the linter, from the root of the repository, with forward slashes. */
export function pathOf(context: Deno.lint.RuleContext): string {
  const path = context.filename.replaceAll("\\", "/");
  return path.startsWith(ROOT) ? path.slice(ROOT.length) : path.replace(/^\/+/, "");
}

/** Whether the file lies in one of the folders, given from the root without a closing slash. */
export function isIn(context: Deno.lint.RuleContext, folders: readonly string[]): boolean {
  const path = pathOf(context);
  return folders.some((folder) => path.startsWith(`${folder}/`));
}

/** A visitor for files outside the folders, none for files in them. */
export function except(
  folders: readonly string[],
  create: (context: Deno.lint.RuleContext) => Deno.lint.LintVisitor,
): Deno.lint.Rule {
  return { create: (context) => isIn(context, folders) ? {} : create(context) };
}

/** Number of line breaks in a text. */
export function lineBreaks(text: string): number {
  return text.split("\n").length - 1;
}
