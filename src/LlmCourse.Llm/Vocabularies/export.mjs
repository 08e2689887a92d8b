// Writes the rank data of js-tiktoken as tiktoken files, a line a token: base64, space, rank.
// Usage: node export.mjs FOLDER
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
for (const name of ["gpt2", "cl100k_base", "o200k_base"]) {
  const { default: vocabulary } = await import(`js-tiktoken/ranks/${name}`);
  // A line of the package holds a mark, the rank of its first token, and then tokens of rising ranks.
  const lines = vocabulary.bpe_ranks.split("\n").filter(Boolean).flatMap((line) => {
    const [, first, ...tokens] = line.split(" ");
    return tokens.map((token, index) => `${token} ${Number(first) + index}\n`);
  });
  writeFileSync(join(folder, `${name}.tiktoken`), lines.join(""));
}
