import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const lines = (...payloads) => payloads.map((payload) => JSON.stringify(payload)).join('\n') + '\n';
const chatChunk = (id, delta, finish = null, more = {}) => ({
    id,
    object: 'chat.completion.chunk',
    created: 1,
    model: 'm',
    choices: [{ index: 0, delta, finish_reason: finish }],
    ...more,
});
const chatTool = (id, text) => [
    chatChunk(id, { role: 'assistant', content: text, reasoning_content: 'hm' }),
    chatChunk(id, { tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'weather', arguments: '' } }] }),
    chatChunk(id, { tool_calls: [{ index: 0, function: { arguments: '{"city":"Ulm"}' } }] }),
    chatChunk(id, {}, 'tool_calls', { usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } }),
];
const message = {
    type: 'message',
    id: 'msg_1',
    role: 'assistant',
    status: 'completed',
    content: [{ type: 'output_text', text: 'so', annotations: [] }],
};
const response = {
    id: 'resp_1',
    object: 'response',
    status: 'incomplete',
    incomplete_details: { reason: 'max_output_tokens' },
    output: [message],
    usage: { input_tokens: 1 },
};
const geminiChunk = (parts, candidate = {}, more = {}) => ({ candidates: [{ content: { role: 'model', parts }, ...candidate }], ...more });
const call = { functionCall: { name: 'weather', args: { city: 'Ulm' } } };
const geminiChunks = [
    geminiChunk([{ text: 'hm', thought: true }, { text: 'so' }]),
    geminiChunk([call], { finishReason: 'STOP' }, { usageMetadata: { promptTokenCount: 1 } }),
];

const CORPUS = {
    'one.chunks.txt': { format: 'openai-chat', framing: 'one-JSON-payload-per-line', body: lines(...chatTool('a', 'I look')) },
    'two.chunks.txt': {
        format: 'openai-chat',
        framing: 'one-JSON-payload-per-line',
        body: lines(...chatTool('a', 'first'), ...chatTool('b', 'second')),
    },
    'broken.chunks.txt': { format: 'openai-chat', framing: 'one-JSON-payload-per-line', body: '{"id":\n' },
    'responses.json': { format: 'openai-responses', framing: 'json', body: JSON.stringify(response) },
    'gemini.sse': {
        format: 'gemini',
        framing: 'raw-sse',
        body: geminiChunks.map((chunk) => `data: ${JSON.stringify(chunk)}\r\n\r\n`).join(''),
    },
    'gemini-array.json': {
        format: 'gemini',
        framing: 'json',
        body: JSON.stringify([geminiChunk([{ text: 'a' }]), geminiChunk([{ text: 'b' }], { finishReason: 'STOP' })]),
    },
    'error.json': {
        format: 'error',
        framing: 'json',
        status: 429,
        uri: 'https://vendor.example/v1/chat/completions',
        body: '{"error":{"message":"too much","code":"slow_down"}}',
    },
    'foreign.json': { format: 'anthropic', framing: 'json', body: '{}' },
};

let folder, read;

before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oracle-'));
    const files = Object.entries(CORPUS).map(([file, { body, ...entry }]) => ({
        file,
        kind: entry.framing === 'json' ? 'json' : 'stream',
        ...entry,
    }));
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ files }));
    for (const [file, { body }] of Object.entries(CORPUS)) await writeFile(join(folder, file), body);
    await promisify(execFile)(process.execPath, [
        fileURLToPath(new URL('../read.mjs', import.meta.url)),
        folder,
        join(folder, 'read.json'),
    ]);
    read = JSON.parse(await readFile(join(folder, 'read.json'), 'utf8'));
});
after(() => rm(folder, { recursive: true }));

test('a Chat stream is read with its reasoning, call, finish and usage', () => {
    const { text, reasoning, toolCalls, finish, usage, readBy } = read['one.chunks.txt'];
    assert.deepEqual(
        { text, reasoning, toolCalls, finish, readBy },
        {
            text: 'I look',
            reasoning: 'hm',
            toolCalls: [{ name: 'weather', arguments: { city: 'Ulm' } }],
            finish: 'tool_calls',
            readBy: 'accumulator',
        },
    );
    assert.equal(usage.total_tokens, 3);
});

test('two answers in one file are two entries', () => {
    assert.deepEqual([read['two.chunks.txt#1'].text, read['two.chunks.txt#2'].text], ['first', 'second']);
    assert.deepEqual(
        [read['two.chunks.txt#1'].payloads, read['two.chunks.txt#2'].payloads],
        [
            [0, 4],
            [4, 8],
        ],
    );
});

test('a broken recording is skipped, with the line', () => assert.match(read['broken.chunks.txt'].skipped, /line 1 /));

test('a Responses body is read with its status and reason', () => {
    const { text, finish, incompleteReason, usage } = read['responses.json'];
    assert.deepEqual(
        { text, finish, incompleteReason, usage },
        { text: 'so', finish: 'incomplete', incompleteReason: 'max_output_tokens', usage: { input_tokens: 1 } },
    );
});

test('a Gemini stream is read, its thoughts apart', () => {
    const { text, reasoning, toolCalls, finish } = read['gemini.sse'];
    assert.deepEqual(
        { text, reasoning, toolCalls, finish },
        { text: 'so', reasoning: 'hm', toolCalls: [{ name: 'weather', arguments: { city: 'Ulm' } }], finish: 'STOP' },
    );
});

test('a Gemini stream that came as an array is read as the stream it is', () => {
    const { text, stream, wasArray } = read['gemini-array.json'];
    assert.deepEqual({ text, stream, wasArray }, { text: 'ab', stream: true, wasArray: true });
});

test("an error is the SDK's own", () => {
    const { status, code, name } = read['error.json'].error;
    assert.deepEqual({ status, code, name }, { status: 429, code: 'slow_down', name: 'RateLimitError' });
});

test('other formats are left alone', () => assert.ok(!('foreign.json' in read)));
