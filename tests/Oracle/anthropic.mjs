// node anthropic.mjs <base URL> <token> <request.json>
// Asks a Messages endpoint through the official Anthropic client and prints, a JSON line each:
//   {"event": …} for every event of a stream, then {"message": …} as the client put it together, or {"error": …}.
import { readFileSync } from 'node:fs';
import Anthropic from '@anthropic-ai/sdk';
import { failure } from './reading/answer.mjs';

const [baseURL, authToken, file] = process.argv.slice(2);
if (!file) {
    console.error('usage: node anthropic.mjs <base URL> <token> <request.json>');
    process.exit(2);
}
const request = JSON.parse(readFileSync(file, 'utf8'));
const client = new Anthropic({ baseURL, authToken, apiKey: null, maxRetries: 0, timeout: 600_000, logLevel: 'off' });
const print = (line) => console.log(JSON.stringify(line));

try {
    print({ message: await (request.stream === false ? client.messages.create(request) : streamed()) });
} catch (thrown) {
    print({ error: { ...failure(thrown), requestId: thrown?.requestID ?? null, body: thrown?.error ?? null } });
    process.exitCode = 1;
}

function streamed() {
    const { stream, ...asked } = request;
    return client.messages
        .stream(asked)
        .on('streamEvent', (event) => print({ event }))
        .finalMessage();
}
