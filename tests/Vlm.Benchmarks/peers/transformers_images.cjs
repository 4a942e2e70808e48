// An image processor of transformers.js, asked by the benchmarks. Arguments: the folder whose node_modules holds
// @huggingface/transformers, a preprocessor_config.json, and picture files, which are read into memory once. It prints its
// version; then, for each line with the index of a file on standard input, the nanoseconds for decoding and processing it.
const fs = require('fs'), path = require('path'), readline = require('readline');
const { createRequire } = require('module');
const [root, config, ...files] = process.argv.slice(2);
const load = createRequire(path.join(root, 'index.js'));
const transformers = load('@huggingface/transformers');
const settings = JSON.parse(fs.readFileSync(config, 'utf8'));
const processor = new transformers[settings.image_processor_type](settings);
const pictures = files.map(file => fs.readFileSync(file));
console.log(`transformers.js ${transformers.env.version} node ${process.versions.node}`);
readline.createInterface({ input: process.stdin }).on('line', async line => {
  const encoded = pictures[Number(line)];
  const began = process.hrtime.bigint();
  await processor(await transformers.RawImage.fromBlob(new Blob([encoded])));
  console.log(`${process.hrtime.bigint() - began}`);
});
