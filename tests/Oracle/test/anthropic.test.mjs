import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const EVENTS = [
    {
        type: 'message_start',
        message: {
            id: 'msg_1',
            type: 'message',
            role: 'assistant',
            model: 'm',
            content: [],
            stop_reason: null,
            usage: { input_tokens: 1, output_tokens: 0 },
        },
    },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'so' } },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: 2 } },
    { type: 'message_stop' },
];
const sse = (events) => events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');

async function ask(status, body, request = {}) {
    let authorization;
    const server = createServer((asked, response) => {
        ({ authorization } = asked.headers);
        response.writeHead(status, { 'content-type': status === 200 ? 'text/event-stream' : 'application/json' }).end(body);
    });
    await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
    const folder = await mkdtemp(join(tmpdir(), 'oracle-'));
    await writeFile(
        join(folder, 'request.json'),
        JSON.stringify({ model: 'm', max_tokens: 9, stream: true, messages: [{ role: 'user', content: 'hi' }], ...request }),
    );
    const script = fileURLToPath(new URL('../anthropic.mjs', import.meta.url));
    const result = await new Promise((done) =>
        execFile(
            process.execPath,
            [script, `http://127.0.0.1:${server.address().port}`, 'token', join(folder, 'request.json')],
            (error, stdout) =>
                done({
                    code: error?.code ?? 0,
                    lines: stdout
                        .trim()
                        .split('\n')
                        .map((line) => JSON.parse(line)),
                }),
        ),
    );
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
    return { ...result, authorization };
}

test('a stream is printed event by event, then as one message', async () => {
    const { code, lines, authorization } = await ask(200, sse(EVENTS));
    assert.equal(code, 0);
    assert.equal(authorization, 'Bearer token');
    assert.deepEqual(
        lines.slice(0, -1).map((line) => line.event.type),
        EVENTS.map((event) => event.type),
    );
    assert.deepEqual([lines.at(-1).message.content[0].text, lines.at(-1).message.stop_reason], ['so', 'end_turn']);
});

test('a stream without its end is an error', async () => {
    const { code, lines } = await ask(200, sse(EVENTS.slice(0, -1)));
    assert.equal(code, 1);
    assert.ok(lines.at(-1).error);
});

test('an error body is an error with its type and status', async () => {
    const { code, lines } = await ask(529, JSON.stringify({ type: 'error', error: { type: 'overloaded_error', message: 'later' } }));
    assert.deepEqual([code, lines[0].error.status, lines[0].error.body.error.type], [1, 529, 'overloaded_error']);
});
