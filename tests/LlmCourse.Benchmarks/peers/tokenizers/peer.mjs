// The peers of the tokenizer benchmark: npm packages that encode with the published vocabularies.
// Reads requests, a line of JSON each, and answers with a line of JSON each.
//   {"package", "vocabulary", "file", "digest"}: encodes the text of a file once
//   → {"seconds": processor time, "digest": SHA-256 of the ids as little-endian 32-bit numbers, when asked for}
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
  const start = process.cpuUsage();
  const ids = encode(text);
  const used = process.cpuUsage(start);
  const seconds = (used.user + used.system) / 1e6;
  const digest = request.digest ? createHash("sha256").update(Uint32Array.from(ids)).digest("hex") : null;
  console.log(JSON.stringify({ seconds, digest }));
}
