// A vendor's server on loopback, in every wire format: node upstream.mjs FILE. Prints its port, then one line a request.

import { createServer } from 'node:http';
import { formats } from './formats.mjs';
import { nextStep } from './script.mjs';

const file = process.argv[2];

const server = createServer(async (request, response) => {
  const path = new URL(request.url, 'http://127.0.0.1').pathname;
  const format = Object.values(formats).find((candidate) => candidate.matches(path));
  if (!format || request.method !== 'POST') return void response.writeHead(404).end('{"error":{"message":"no such route"}}');

  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  const body = JSON.parse(Buffer.concat(pieces).toString('utf8'));
  const conversation = format.read(body);
  const step = nextStep(conversation, file);
  console.log(JSON.stringify({ path, tools: conversation.tools.length, results: conversation.results.length, step: step.error ? 'error' : step.call?.name ?? 'text' }));
  if (step.error) {
    response.writeHead(step.error.status, { 'content-type': 'application/json' });
    return void response.end(JSON.stringify({ type: 'error', error: { type: 'overloaded_error', code: step.error.status, message: step.error.message } }));
  }

  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const frame of format.stream(step)) response.write(frame);
  response.end();
});

server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
