import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { GoogleGenAI } from '@google/genai';
import { check } from '../checking.mjs';
import { describeRequests } from '../describing/requests.mjs';
import { REQUESTS } from './requests.mjs';

const described = describeRequests();

for (const [format, { valid, invalid }] of Object.entries(REQUESTS)) {
    valid.forEach((request, n) =>
        test(`${format}: right request ${n + 1} passes`, () => assert.deepEqual(check(described[format], request), [])),
    );
    for (const [request, path, problem] of invalid) {
        test(`${format}: ${path} is refused`, () => {
            const found = check(described[format], request);
            assert.ok(
                found.some((one) => one.path === path && problem.test(one.problem)),
                JSON.stringify(found),
            );
        });
    }
}

test('every ref leads somewhere, and survives JSON', () => {
    for (const [format, description] of Object.entries(described)) {
        const text = JSON.stringify(description);
        for (const [, name] of text.matchAll(/"ref":"([^"]+)"/g)) assert.ok(description.types[name], `${format} ${name}`);
        assert.deepEqual(JSON.parse(text), description);
    }
});

test('what the Gemini client itself sends passes', async () => {
    const sent = [];
    const server = createServer(async (request, response) => {
        sent.push(JSON.parse(Buffer.concat(await request.toArray()).toString()));
        response.end('{}');
    });
    await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
    const client = new GoogleGenAI({ apiKey: 'none', httpOptions: { baseUrl: `http://127.0.0.1:${server.address().port}` } });
    await client.models.generateContent({
        model: 'any',
        contents: [{ role: 'user', parts: [{ inlineData: { mimeType: 'image/png', data: 'iVBORw0KGgo=' } }, { text: 'look' }] }],
        config: {
            systemInstruction: 'be brief',
            temperature: 1,
            responseModalities: ['TEXT'],
            thinkingConfig: { thinkingBudget: -1 },
            safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'OFF' }],
            tools: [
                {
                    functionDeclarations: [
                        { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
                    ],
                },
                { codeExecution: {} },
            ],
            toolConfig: { functionCallingConfig: { mode: 'AUTO' } },
            responseSchema: { type: 'array', items: { type: 'string' }, maxItems: '3' },
        },
    });
    server.close();
    assert.equal(sent[0].generationConfig.temperature, 1);
    assert.deepEqual(check(described.gemini, sent[0]), []);
});
