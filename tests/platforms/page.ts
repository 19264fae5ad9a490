import { irisAccuracy } from "./iris.ts";

// What the browser test bundles: it writes the accuracy, or what went wrong, into the page.
declare const document: { readonly body: { textContent: string } };

irisAccuracy().then(
  (accuracy) => document.body.textContent = `accuracy ${accuracy}`,
  (error) => document.body.textContent = `failed: ${error}`,
);
