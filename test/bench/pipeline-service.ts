// The model in service behind the `pipeline()` of transformers.js and restify, in one process, as its documentation
// shows it. The pipeline wants a folder of its own shape. Its probabilities are not calibrated.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import {
  AutoTokenizer,
  BertForSequenceClassification,
  env,
  TextClassificationPipeline,
} from '@xenova/transformers';
import restify from 'restify';
import { normalise } from '../../src/sentiment/text/normalise.ts';
import { LABELS } from '../../src/sentiment/verdict.ts';

const source = resolve(process.argv[2]!);
const folder = await mkdtemp(join(tmpdir(), 'air-paradis-pipeline-'));
env.allowRemoteModels = false;
env.localModelPath = dirname(folder);
await mkdir(join(folder, 'onnx'));
await cp(join(source, 'model.onnx'), join(folder, 'onnx/model.onnx'));
for (const name of ['tokenizer.json', 'tokenizer_config.json'])
  await cp(join(source, name), join(folder, name));
await writeFile(join(folder, 'config.json'), JSON.stringify({ model_type: 'bert', id2label: LABELS }));
const name = basename(folder);
const classify = new TextClassificationPipeline({
  task: 'text-classification',
  model: await BertForSequenceClassification.from_pretrained(name, { dtype: 'fp32' }), // the file as it is
  tokenizer: await AutoTokenizer.from_pretrained(name),
});
await rm(folder, { recursive: true });

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/predict', async (req, res) => {
  const [found] = (await classify(normalise(req.body.text))) as { label: string; score: number }[];
  res.json({ label: found!.label, score: found!.score });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ url: server.url })}\n`));
