import { decodedBytes } from "./images.ts";

// What the browser test bundles: it writes what was decoded, or what went wrong, into the page.
declare const document: { readonly body: { textContent: string } };

decodedBytes().then(
  (said) => document.body.textContent = said,
  (error) => document.body.textContent = `failed: ${error}`,
);
