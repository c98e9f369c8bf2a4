// A Chat Completions answer as the openai client reads it.
import OpenAI from 'openai';
import { differences, failure, parsed } from './answer.mjs';

const ASK = { model: 'any', messages: [{ role: 'user', content: 'hi' }] };

export async function readChat(url, stream) {
    const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: 'none', maxRetries: 0, logLevel: 'off' });
    if (!stream) return whole(await client.chat.completions.create(ASK));

    const chunks = [];
    let error;
    try {
        for await (const chunk of await client.chat.completions.create({ ...ASK, stream: true })) chunks.push(chunk);
    } catch (thrown) {
        error = failure(thrown);
    }
    const own = gathered(chunks);
    if (error) return { ...own, readBy: 'chunks', error };
    if (chunks.some((chunk) => Array.isArray(chunk.choices?.[0]?.delta?.content)))
        return { ...own, readBy: 'chunks', accumulatorRefuses: 'content in parts, which the accumulator takes for strings' };
    try {
        const completion = await client.chat.completions.stream(ASK).finalChatCompletion();
        const helped = { ...own, ...pick(whole(completion)) };
        const differ = differences(helped, own);
        return { ...helped, readBy: 'accumulator', ...(differ.length > 0 && { differ, chunksSay: only(own, differ) }) };
    } catch (thrown) {
        return { ...own, readBy: 'chunks', accumulatorRefuses: thrown.message };
    }
}

/** The SDK's own accumulator knows the official members; reasoning and other dialects come from the chunks. */
const pick = ({ text, refusal, toolCalls, finish, usage }) => ({ text, refusal, toolCalls, finish, usage });
const only = (answer, names) => Object.fromEntries(names.map((name) => [name, answer[name]]));

function whole(completion) {
    const choice = completion.choices?.[0];
    const message = choice?.message ?? {};
    const { role, content, refusal, tool_calls, function_call, annotations, audio, parsed: _, ...dialect } = message;
    return {
        text: visible(content),
        refusal: refusal || null,
        reasoning: reasoning(content, dialect),
        toolCalls: (tool_calls ?? []).map(call),
        finish: choice?.finish_reason ?? null,
        usage: completion.usage ?? completion.x_groq?.usage ?? null,
        dialect,
        ...(completion.choices?.length > 1 && { choices: completion.choices.length }),
        ...(completion.error && { error: { name: 'body', message: completion.error.message, code: completion.error.code ?? null } }),
    };
}

function gathered(chunks) {
    const answer = { text: '', refusal: '', reasoning: null, toolCalls: [], finish: null, usage: null, dialect: {} };
    const calls = new Map();
    let contentReasoning = '';
    for (const chunk of chunks) {
        answer.usage = chunk.usage ?? chunk.x_groq?.usage ?? answer.usage;
        const choice = chunk.choices?.[0];
        if (!choice) continue;
        answer.finish = choice.finish_reason ?? answer.finish;
        const { role, content, refusal, tool_calls, function_call, ...dialect } = choice.delta ?? {};
        answer.text += visible(content);
        answer.refusal += refusal ?? '';
        contentReasoning += thought(content);
        for (const [name, value] of Object.entries(dialect)) answer.dialect[name] = appended(answer.dialect[name], value);
        for (const [at, part] of (tool_calls ?? []).entries()) {
            const key = part.index ?? at;
            const known = calls.get(key) ?? { name: '', arguments: '' };
            known.name = part.function?.name || known.name;
            known.arguments += part.function?.arguments ?? '';
            calls.set(key, known);
        }
    }
    answer.refusal ||= null;
    answer.reasoning = contentReasoning || reasoning(null, answer.dialect);
    answer.toolCalls = [...calls.values()].map((one) => ({ name: one.name, arguments: parsed(one.arguments) }));
    return answer;
}

const call = (one) =>
    one.type === 'custom'
        ? { name: one.custom.name, arguments: one.custom.input, custom: true }
        : { name: one.function?.name ?? null, arguments: parsed(one.function?.arguments) };

/** Mistral hands out content as parts; everyone else as one string. */
const parts = (content) => (Array.isArray(content) ? content : [{ type: 'text', text: content ?? '' }]);
const visible = (content) =>
    parts(content)
        .filter((part) => part.type === 'text')
        .map((part) => part.text)
        .join('');
const thought = (content) =>
    parts(content)
        .filter((part) => part.type === 'thinking')
        .map((part) => (Array.isArray(part.thinking) ? part.thinking.map((inner) => inner.text ?? '').join('') : part.thinking))
        .join('');

function reasoning(content, dialect) {
    const details = Array.isArray(dialect.reasoning_details)
        ? dialect.reasoning_details.map((detail) => detail.text ?? detail.summary ?? '').join('')
        : '';
    return thought(content) || firstText(dialect.reasoning_content, dialect.reasoning, dialect.reasoning_text, details);
}

const firstText = (...candidates) => candidates.find((text) => typeof text === 'string' && text !== '') ?? null;

function appended(before, value) {
    if (typeof value === 'string') return (typeof before === 'string' ? before : '') + value;
    if (Array.isArray(value)) return [...(Array.isArray(before) ? before : []), ...value];
    return value ?? before ?? null;
}
