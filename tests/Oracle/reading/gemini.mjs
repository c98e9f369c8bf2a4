// A Gemini answer as the @google/genai client reads it.
import { GoogleGenAI } from '@google/genai';
import { failure } from './answer.mjs';

const ASK = { model: 'any', contents: 'hi' };

export async function readGemini(url, stream, vertex) {
    const client = new GoogleGenAI({ vertexai: vertex, apiKey: 'none', httpOptions: { baseUrl: url, retryOptions: { attempts: 1 } } });
    if (!stream) return gathered([await client.models.generateContent(ASK)]);
    const chunks = [];
    try {
        for await (const chunk of await client.models.generateContentStream(ASK)) chunks.push(chunk);
    } catch (thrown) {
        return { ...gathered(chunks), error: failure(thrown) };
    }
    return gathered(chunks);
}

function gathered(chunks) {
    const parts = chunks.flatMap((chunk) => chunk.candidates?.[0]?.content?.parts ?? []);
    const calls = chunks.flatMap((chunk) => chunk.functionCalls ?? []);
    const last = (read) => chunks.map(read).findLast((value) => value != null) ?? null;
    return {
        text: chunks.map((chunk) => chunk.text ?? '').join(''),
        refusal: null,
        reasoning:
            parts
                .filter((part) => part.thought && part.text)
                .map((part) => part.text)
                .join('') || null,
        toolCalls: calls.map((call) => ({ name: call.name ?? null, arguments: call.args ?? null })),
        finish: last((chunk) => chunk.candidates?.[0]?.finishReason),
        blockReason: last((chunk) => chunk.promptFeedback?.blockReason),
        usage: merged(chunks.map((chunk) => chunk.usageMetadata).filter(Boolean)),
        otherParts: parts.map(kind).filter((name) => !['text', 'functionCall', null].includes(name)),
        ...(calls.some((call) => call.partialArgs || call.willContinue) && { partialArguments: true }),
    };
}

/** Totals so far; what a later report leaves out keeps its figure. */
const merged = (reports) => (reports.length > 0 ? Object.assign({}, ...reports) : null);

const MARKS = new Set(['thought', 'thoughtSignature', 'partMetadata', 'videoMetadata']);
const kind = (part) => Object.keys(part).find((name) => !MARKS.has(name)) ?? null;
