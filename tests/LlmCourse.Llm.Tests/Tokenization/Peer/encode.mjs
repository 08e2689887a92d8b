// The peer of the encoding tests: reads JSON strings, a line each, and writes the ids that tiktoken gives, a line each.
// Usage: node encode.mjs VOCABULARY <texts >ids
import { createInterface } from "node:readline";
import { get_encoding } from "tiktoken";

const encoding = get_encoding(process.argv[2]);
const lines = [];
for await (const line of createInterface({ input: process.stdin, crlfDelay: 0 }))
  lines.push(encoding.encode_ordinary(JSON.parse(line)).join(" "));
process.stdout.write(lines.join("\n") + "\n");
