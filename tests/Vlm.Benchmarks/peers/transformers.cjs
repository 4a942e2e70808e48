// The tokenizers of transformers.js, asked by the benchmarks. Arguments: the folder whose node_modules holds
// @huggingface/transformers, a JSON file of lists of texts, and the tokenizers' folders. It prints its version; then, for each
// line "TOKENIZER LIST" on standard input, the nanoseconds for all texts of the list and the number of ids.
const fs = require('fs'), path = require('path'), readline = require('readline');
const { createRequire } = require('module');
const [root, texts, ...folders] = process.argv.slice(2);
const load = createRequire(path.join(root, 'index.js'));
const transformers = load('@huggingface/transformers');
const lists = JSON.parse(fs.readFileSync(texts, 'utf8'));
const tokenizers = folders.map(folder => {
  const read = name => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
  const config = read('tokenizer_config.json');
  const type = transformers[(config.tokenizer_class ?? '').replace('Fast', '')] ?? transformers.PreTrainedTokenizer;
  return new type(read('tokenizer.json'), config);
});
console.log(`transformers.js ${transformers.env.version} node ${process.versions.node}`);
readline.createInterface({ input: process.stdin }).on('line', line => {
  const [tokenizer, list] = line.split(' ').map(Number);
  let ids = 0;
  const began = process.hrtime.bigint();
  for (const text of lists[list]) ids += tokenizers[tokenizer].encode(text).length;
  console.log(`${process.hrtime.bigint() - began} ${ids}`);
});
