// A Responses answer as the openai client reads it.
import OpenAI from 'openai';
import { differences, failure, parsed } from './answer.mjs';

const ASK = { model: 'any', input: 'hi' };

export async function readResponses(url, stream) {
    const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: 'none', maxRetries: 0, logLevel: 'off' });
    if (!stream) return whole(await client.responses.create(ASK));

    const events = [];
    let error;
    try {
        for await (const event of await client.responses.create({ ...ASK, stream: true })) events.push(event);
    } catch (thrown) {
        error = failure(thrown);
    }
    const own = gathered(events);
    if (error) return { ...own, readBy: 'events', error };
    try {
        const helped = whole(await client.responses.stream(ASK).finalResponse());
        return { ...helped, readBy: 'accumulator', ...disagreement(helped, own, events) };
    } catch (thrown) {
        return { ...own, readBy: 'events', accumulatorRefuses: thrown.message, ...disagreement(own, own, events) };
    }
}

function whole(response) {
    const items = response.output ?? [];
    return {
        ...ofItems(items),
        finish: response.status ?? null,
        incompleteReason: response.incomplete_details?.reason ?? null,
        usage: response.usage ?? null,
        ...(response.error && {
            error: {
                name: 'response.error',
                message: response.error.message,
                status: null,
                code: response.error.code ?? null,
                type: null,
            },
        }),
    };
}

/** The terminal event's response; what it leaves out of `output`, from the items' own events. */
function gathered(events) {
    const last = events.findLast((event) => /^response\.(completed|incomplete|failed)$/.test(event.type))?.response;
    const done = new Map(
        events.filter((event) => event.type === 'response.output_item.done').map((event) => [event.output_index, event.item]),
    );
    const items = [...done].sort(([one], [other]) => one - other).map(([, item]) => item);
    return whole({ ...last, output: last?.output?.length > 0 ? last.output : items });
}

/** What the events say otherwise than the answer does: in its members, and in the text that streamed. */
function disagreement(answer, own, events) {
    const differ = differences(answer, own);
    const eventsSay = Object.fromEntries(differ.map((name) => [name, own[name]]));
    const streamed = textOfDeltas(events);
    if (streamed !== answer.text) {
        differ.push('textDeltas');
        eventsSay.textDeltas = streamed;
    }
    return differ.length > 0 ? { differ, eventsSay } : {};
}

function textOfDeltas(events) {
    const texts = new Map();
    for (const event of events.filter((one) => one.type === 'response.output_text.delta')) {
        const key = event.output_index * 1000 + (event.content_index ?? 0);
        texts.set(key, (texts.get(key) ?? '') + event.delta);
    }
    return [...texts]
        .sort(([one], [other]) => one - other)
        .map(([, text]) => text)
        .join('');
}

function ofItems(items) {
    const content = items.filter((item) => item.type === 'message').flatMap((item) => item.content ?? []);
    const thoughts = items
        .filter((item) => item.type === 'reasoning')
        .flatMap((item) => [...(item.summary ?? []), ...(item.content ?? [])])
        .map((part) => part.text);
    const calls = items.filter((item) => item.type === 'function_call' || item.type === 'custom_tool_call');
    return {
        text: content
            .filter((part) => part.type === 'output_text')
            .map((part) => part.text)
            .join(''),
        refusal:
            content
                .filter((part) => part.type === 'refusal')
                .map((part) => part.refusal)
                .join('') || null,
        reasoning: thoughts.join('') || null,
        reasoningParts: thoughts,
        toolCalls: calls.map((item) =>
            item.type === 'custom_tool_call'
                ? { name: item.name, arguments: item.input, custom: true }
                : { name: item.name, arguments: parsed(item.arguments) },
        ),
        items: items.map((item) => item.type),
    };
}
