// The peers of the tokenizer benchmark: npm packages that encode with the published vocabularies.
// Reads requests, a line of JSON each, and answers with a line of JSON each.
//   {"package", "vocabulary", "file", "turns", "digest"}: encodes the text of a file so many times
//   → {"seconds": median of the turns, "tokens": how many, "digest": SHA-256 of the ids as little-endian 32-bit numbers}
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const packages = {
  async "tiktoken"(vocabulary) {
    const { get_encoding } = await import("tiktoken");
    const encoding = get_encoding(vocabulary);
    return (text) => encoding.encode_ordinary(text);
  },
  async "js-tiktoken"(vocabulary) {
    const { getEncoding } = await import("js-tiktoken");
    const encoding = getEncoding(vocabulary);
    return (text) => encoding.encode(text, [], []);
  },
  async "gpt-tokenizer"(vocabulary) {
    const encoding = await import(`gpt-tokenizer/encoding/${vocabulary}`);
    const ordinary = { allowedSpecial: new Set(), disallowedSpecial: new Set() };
    return (text) => {
      encoding.clearMergeCache?.();
      return encoding.encode(text, ordinary);
    };
  },
};

const kept = new Map();
async function keep(key, make) {
  if (!kept.has(key)) kept.set(key, await make());
  return kept.get(key);
}

console.log(JSON.stringify({ node: process.version }));
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const encode = await keep(`${request.package} ${request.vocabulary}`, () => packages[request.package](request.vocabulary));
  const text = await keep(`file ${request.file}`, () => readFileSync(request.file, "utf8"));
  let ids;
  const seconds = [];
  for (let turn = 0; turn < request.turns; turn++) {
    const start = performance.now();
    ids = encode(text);
    seconds.push((performance.now() - start) / 1000);
  }
  seconds.sort((a, b) => a - b);
  console.log(JSON.stringify({
    seconds: seconds[seconds.length >> 1],
    tokens: ids.length,
    digest: request.digest ? createHash("sha256").update(Uint32Array.from(ids)).digest("hex") : null,
  }));
}
