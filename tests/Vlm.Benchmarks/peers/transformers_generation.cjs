// Captions and answers of transformers.js, asked by the benchmarks. Arguments: the folder whose node_modules holds
// @huggingface/transformers, the model's folder, the precision, the number of threads, the kind (caption or answer), and a question.
// It prints its version; then, for each line "TOKENS PICTURE" on standard input, the nanoseconds from the picture's file to the text,
// those of them that passed inside session runs, and the generated ids. Greedy search, spinning off, all optimisations.
const path = require('path'), readline = require('readline');
const { createRequire } = require('module');
const [root, folder, dtype, threads, kind, question] = process.argv.slice(2);
const transformers = createRequire(path.join(root, 'index.js'))('@huggingface/transformers');
transformers.env.allowRemoteModels = false;
transformers.env.localModelPath = path.dirname(path.resolve(folder)) + path.sep;
const name = path.basename(folder);
const session_options = {
  intraOpNumThreads: Number(threads), interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all', logSeverityLevel: 4,
  extra: { session: { intra_op: { allow_spinning: '0' } } },
};
let inRuns = 0n;
const timed = session => {
  const run = session.run.bind(session);
  session.run = async (...given) => {
    const began = process.hrtime.bigint();
    try { return await run(...given); } finally { inRuns += process.hrtime.bigint() - began; }
  };
};
(async () => {
  const caption = kind === 'caption';
  const type = caption ? transformers.AutoModelForVision2Seq : transformers.AutoModelForImageTextToText ?? transformers.AutoModelForVision2Seq;
  const model = await type.from_pretrained(name, { dtype, device: 'cpu', session_options });
  const processor = await transformers.AutoProcessor.from_pretrained(name, {});
  const tokenizer = await transformers.AutoTokenizer.from_pretrained(name, {});
  Object.values(model.sessions).forEach(timed);
  const inputs = async picture => {
    const image = await transformers.RawImage.read(picture);
    if (caption) return await processor(image);
    const messages = [{ role: 'user', content: [{ type: 'image' }, { type: 'text', text: question }] }];
    const text = processor.apply_chat_template(messages, { add_generation_prompt: true });
    return await processor(text, [image], { do_image_splitting: false });
  };
  const ask = async (tokens, picture) => {
    const given = await inputs(picture);
    const ids = await model.generate({ ...given, max_new_tokens: tokens, num_beams: 1, do_sample: false });
    const all = Array.from(ids.tolist()[0], Number);
    const fresh = all.slice(all.length - tokens);
    tokenizer.decode(fresh, { skip_special_tokens: true });
    return fresh;
  };
  console.log(`transformers.js ${transformers.env.version} node ${process.versions.node}`);
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [tokens, ...picture] = line.split(' ');
    inRuns = 0n;
    const began = process.hrtime.bigint();
    const ids = await ask(Number(tokens), picture.join(' '));
    console.log(`${process.hrtime.bigint() - began} ${inRuns} ${ids.join(' ')}`);
  }
})().catch(error => { console.error(String(error.stack ?? error).replaceAll('\n', ' | ')); process.exit(1); });
