import assert from "node:assert/strict";
import fc from "fast-check";
import { element, escaped } from "../../plot/_svg.ts";
import { clean, clip, columnsOf, wrap } from "../../plot/_text.ts";
import { parseXml, textOf } from "./_xml.ts";

Deno.test("any text survives XML, but for signs that it forbids", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const read = parseXml(element("text", { id: text }, [escaped(text)]));
    assert.equal(textOf(read), clean(text));
    assert.equal(read.attributes.get("id") ?? "", clean(text));
  }));
});

Deno.test("control signs and halves of surrogates are replaced, line breaks are blanks", () => {
  assert.equal(clean("a\u0000b\u001b[31m\n c\ud800"), "a\ufffdb\ufffd[31m c\ufffd");
  assert.equal(escaped('<b> & "c"'), "&lt;b&gt; &amp; &quot;c&quot;");
});

Deno.test("wide signs take two columns, accents that stand alone none", () => {
  assert.deepEqual(["abc", "日本", "e\u0301", "🙂", "шум"].map(columnsOf), [3, 4, 1, 2, 3]);
});

Deno.test("a text that is cut keeps both ends, takes no more than its columns and breaks no sign", () => {
  assert.equal(clip("network with dropout 0.1", 11), "netwo…t 0.1");
  assert.equal(clip("日本語の名前", 6), "日…前");
  assert.equal(clip("abc", 3), "abc");
  assert.equal(clip("abc", 0), "");
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 20 }), (text, columns) => {
    assert.ok(columnsOf(clip(text, columns)) <= columns);
  }));
});

Deno.test("titles break between words", () => {
  assert.deepEqual(wrap("one two three", 8), ["one two", "three"]);
  assert.deepEqual(wrap("", 8), []);
});
