#!/usr/bin/env bash
# What: a log record with `exception.type` and `exception.message` but no `exception.stacktrace`, which OpenTelemetry
#   leaves optional, is sent neither as an exception nor as a trace, and the export counts as a success.
# Why it matters: errors of other runtimes, or with their stack removed for privacy, never reach Application Insights.
# Version: @azure/monitor-opentelemetry-exporter 1.0.0-beta.47, @opentelemetry/sdk-logs 0.221.0. Nothing leaves the
#   machine: the HTTP client is replaced by one that records what would be sent.
# Seen: with a stack: code 0, sent ["ExceptionData"]; without: code 0, sent []
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --prefix "$work" --silent --ignore-scripts --no-audit --no-fund @azure/monitor-opentelemetry-exporter@1.0.0-beta.47 @opentelemetry/sdk-logs@0.221.0

cat > finding.mjs <<'JS'
import assert from 'node:assert/strict';
import * as azure from '@azure/monitor-opentelemetry-exporter';
import * as sdk from '@opentelemetry/sdk-logs';

process.env.APPLICATION_INSIGHTS_NO_STATSBEAT = '1';
const sent = [];
const httpClient = {
  async sendRequest(request) {
    const items = JSON.parse(request.body ?? '[]');
    sent.push(...items.map((item) => item.data.baseType));
    const bodyAsText = JSON.stringify({ itemsReceived: items.length, itemsAccepted: items.length, errors: [] });
    return { request, status: 200, headers: request.headers, bodyAsText };
  },
};
const connectionString =
  'InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://localhost:1/';
const exporter = new azure.AzureMonitorLogExporter({ connectionString, disableOfflineStorage: true, httpClient });

async function emit(attributes) {
  sent.length = 0;
  const { promise, resolve } = Promise.withResolvers();
  const observed = {
    export: (records, done) => exporter.export(records, (result) => resolve(result.code, done(result))),
    shutdown: async () => {},
  };
  const provider = new sdk.LoggerProvider({ processors: [new sdk.SimpleLogRecordProcessor({ exporter: observed })] });
  provider.getLogger('finding').emit({ body: 'The job failed', attributes });
  return { code: await promise, sent: [...sent] };
}

const error = { 'exception.type': 'Error', 'exception.message': 'No answer' };
const withStack = await emit({ ...error, 'exception.stacktrace': 'Error: No answer\n    at send (mail.js:1:1)' });
const without = await emit(error);
console.log(`with a stack: ${JSON.stringify(withStack)}; without: ${JSON.stringify(without)}`);
assert.deepEqual(withStack, { code: 0, sent: ['ExceptionData'] });
assert.deepEqual(without, { code: 0, sent: [] });
process.exit(0);
JS
node finding.mjs
