/** An element of XML, or a text. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (Element | string)[];
}

const TAG = /<(\/?)([a-zA-Z][\w:-]*)((?:\s+[a-zA-Z][\w:-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/y;

/** Reads the part of XML that plots write, and refuses all else: tags out of order, bare ampersands, forbidden signs. */
export function parseXml(text: string): Element {
  const root: Element = { name: "", attributes: new Map(), children: [] };
  const open: Element[] = [root];
  TAG.lastIndex = 0;
  while (TAG.lastIndex < text.length) {
    const from = TAG.lastIndex;
    const match = TAG.exec(text);
    if (!match) throw new SyntaxError(`Cannot read XML: ${JSON.stringify(text.slice(from, from + 60))}`);
    const [, closing, name, attributes, empty, words] = match;
    if (words !== undefined) open.at(-1)!.children.push(unescaped(words));
    else if (closing) {
      if (open.length < 2 || open.pop()!.name !== name) {
        throw new SyntaxError(`Cannot read XML: </${name}> too early`);
      }
    } else {
      const element: Element = { name: name!, attributes: attributesOf(attributes!), children: [] };
      open.at(-1)!.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const elements = root.children.filter((child) => typeof child !== "string" || child.trim() !== "");
  if (open.length !== 1 || elements.length !== 1 || typeof elements[0] === "string") {
    throw new SyntaxError(
      `Cannot read XML: ${open.at(-1)!.name} is not closed, or there is more than one root`,
    );
  }
  return elements[0]!;
}

/** All elements of a name, and those inside of them. */
export function elementsOf(element: Element, name: string): readonly Element[] {
  return element.children.flatMap((child) =>
    typeof child === "string" ? [] : [...(child.name === name ? [child] : []), ...elementsOf(child, name)]
  );
}

/** The text in an element. */
export function textOf(element: Element): string {
  return element.children.map((child) => typeof child === "string" ? child : textOf(child)).join("");
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const found = [...text.matchAll(/([\w:-]+)="([^"]*)"/g)];
  const attributes = new Map(found.map(([, name, value]) => [name!, unescaped(value!)]));
  if (attributes.size !== found.length) {
    throw new SyntaxError(`Cannot read XML: an attribute is given twice in ${text}`);
  }
  return attributes;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

function unescaped(text: string): string {
  // deno-lint-ignore no-control-regex -- these are what XML forbids
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u.test(text)) {
    throw new SyntaxError(`Cannot read XML: a sign is forbidden in ${JSON.stringify(text)}`);
  }
  if (/&(?!(amp|lt|gt|quot);)/.test(text)) throw new SyntaxError(`Cannot read XML: an ampersand in ${text}`);
  return text.replace(/&(\w+);/g, (_, name) => ENTITIES[name]!);
}
