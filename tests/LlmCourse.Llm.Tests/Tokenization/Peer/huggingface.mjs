// The peer of the file tests: reads JSON strings, a line each, and writes the ids that tokenizers.js gives, a line each.
// Usage: node huggingface.mjs TOKENIZER.JSON <texts >ids
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { Tokenizer } from "@huggingface/tokenizers";

const tokenizer = new Tokenizer(JSON.parse(readFileSync(process.argv[2], "utf8")), {});
const lines = [];
for await (const line of createInterface({ input: process.stdin, crlfDelay: 0 }))
  lines.push(tokenizer.encode(JSON.parse(line), { add_special_tokens: false }).ids.join(" "));
process.stdout.write(lines.join("\n") + "\n");
